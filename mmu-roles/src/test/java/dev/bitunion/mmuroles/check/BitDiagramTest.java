package dev.bitunion.mmuroles.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random conditions over ten bits, against going through all 1,024 words. */
class BitDiagramTest {
  private static final int BITS = 10;

  @Test
  void countsWhatTryingEveryWordCounts() {
    long seed = 0x5eed_0006;
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      Condition condition = randomCondition(random, 6);
      RoleField dropped = new RoleField("dropped", 2 + random.nextInt(4), 1 + random.nextInt(3));
      long count = 0;
      Set<Integer> rest = new HashSet<>();
      int droppedMask = ((1 << dropped.width()) - 1) << dropped.shift();
      for (int word = 0; word < 1 << BITS; word++) {
        if (SlowCondition.holds(condition, word)) {
          count++;
          rest.add(word & ~droppedMask);
        }
      }

      BitDiagram diagram = new BitDiagram(BITS);
      assertThat(diagram.count(condition)).as("seed %s, round %s", seed, round).isEqualTo(count);
      assertThat(diagram.countWithout(List.of(dropped), condition))
          .as("seed %s, round %s", seed, round)
          .isEqualTo(rest.size());
    }
  }

  /** Bits of every part of the word: in a long, in a block, in a group, above. */
  @Test
  void tryingEveryWordCountsWhatTheDiagramCounts() {
    int[] bits = {0, 5, 6, 11, 12, 17, 18, 31};
    long seed = 0x5eed_0007;
    Random random = new Random(seed);
    for (int round = 0; round < 3; round++) {
      Condition condition = RoleField.LEVEL.in(1, 5).or(new Condition.Bit(30));
      for (int bit = 19; bit < 30; bit++) {
        condition = condition.and(new Condition.Bit(bit).not());
      }
      for (int term = 0; term < 4; term++) {
        Condition bit = new Condition.Bit(bits[random.nextInt(bits.length)]);
        condition =
            random.nextBoolean()
                ? condition.and(bit.or(condition.not()))
                : bit.and(condition).not().and(condition);
      }
      assertThat(new BitSlices(condition).count())
          .as("seed %s, round %s", seed, round)
          .isEqualTo(new BitDiagram(32).count(condition));
    }
  }

  @Test
  void refusesWordsThatALongCannotCount() {
    assertThatThrownBy(() -> new BitDiagram(63))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a word of 63 bits: at most 62");
  }

  private static Condition randomCondition(Random random, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return new Condition.Bit(random.nextInt(BITS));
    }
    Condition left = randomCondition(random, depth - 1);
    return switch (random.nextInt(3)) {
      case 0 -> left.not();
      case 1 -> left.and(randomCondition(random, depth - 1));
      default -> left.or(randomCondition(random, depth - 1));
    };
  }
}
