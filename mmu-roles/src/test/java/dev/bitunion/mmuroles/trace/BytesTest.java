package dev.bitunion.mmuroles.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BytesTest {
  private static final long SEED = 20260924;
  private static final int ROUNDS = 20_000;

  /** Newlines are rare, and any byte may stand beside one or behind the range. */
  private static byte[] any(Random random) {
    byte[] bytes = new byte[100 + LineReader.PADDING];
    random.nextBytes(bytes);
    int kept = random.nextInt(4);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n' && random.nextInt(4) >= kept) {
        bytes[i] = '\r';
      }
    }
    bytes[random.nextInt(bytes.length)] = '\n';
    return bytes;
  }

  private static int slowly(byte[] bytes, int from, int to, char wanted) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == wanted) {
        return at;
      }
    }
    return -1;
  }

  @Test
  void bytesAreFoundWhereAByteByByteSearchFindsThem() {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = any(random);
      int from = random.nextInt(100);
      int to = from + random.nextInt(101 - from);
      String told = "seed " + SEED + " round " + round + " from " + from + " to " + to;
      int newline = slowly(bytes, from, to, '\n');
      assertThat(Bytes.newline(bytes, from, to)).as(told).isEqualTo(newline);
      assertThat(Bytes.indexOf(bytes, from, to, Bytes.repeat('\n'))).as(told).isEqualTo(newline);
    }
  }

  @Test
  void aTextStandsWhereEveryByteOfItDoes() {
    for (String text :
        new String[] {"", "a", "kvm_exit", "kvm_mmu_get_page", "kvm_mmu_sync_page"}) {
      byte[] wanted = Bytes.ascii(text);
      byte[] line = Bytes.ascii(" " + text + " ");
      assertThat(Bytes.startsWith(line, 1, 1 + wanted.length, wanted)).isTrue();
      assertThat(Bytes.startsWith(line, 1, wanted.length, wanted)).isFalse();
      for (int i = 0; i < wanted.length; i++) {
        byte[] other = line.clone();
        other[1 + i]++;
        assertThat(Bytes.startsWith(other, 1, other.length, wanted)).as(text + i).isFalse();
      }
    }
  }
}
