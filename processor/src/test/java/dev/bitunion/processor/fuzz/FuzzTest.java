package dev.bitunion.processor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.processor.message.Problem;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whatever the annotations say, the processor answers with a message of its own or with code that
 * compiles without a warning. {@link Fuzz#main} tries as many types as one likes.
 */
class FuzzTest {
  static final long SEED = 20261123L;
  private static final int IN_THE_BUILD = 1_000;

  /** What no single declaration can draw: it takes other class files, or thousands of fields. */
  private static final Set<Problem> ELSEWHERE =
      Set.of(
          Problem.LOCAL_TYPE,
          Problem.NESTED_UNKNOWN,
          Problem.NESTED_VERSION,
          Problem.TOO_MANY_FIELDS,
          Problem.INTERNAL);

  @Test
  void theProcessorNeverThrowsAndItsCodeCompiles() throws IOException {
    long seed = Long.getLong("bitunion.seed", SEED);
    int types = Integer.getInteger("bitunion.fuzz", IN_THE_BUILD);
    try (Fuzz fuzz = new Fuzz(seed)) {
      fuzz.run(0, types);
      System.out.println(fuzz);
      assertThat(fuzz.faults()).as("faults, seed %d", seed).isEmpty();
      assertThat(fuzz.accepted()).isGreaterThan(types / 3);
      assertThat(fuzz.messages()).hasSizeGreaterThan(40);
      if (types >= 100_000) {
        assertThat(fuzz.messages().keySet()).isEqualTo(all());
      }
    }
  }

  private static Set<String> all() {
    return Arrays.stream(Problem.values())
        .filter(problem -> !ELSEWHERE.contains(problem))
        .map(problem -> problem.id().substring("bitunion-".length()))
        .collect(Collectors.toSet());
  }

  @Test
  void oneFaultHidesNoOther() throws IOException {
    try (Fuzz fuzz = new Fuzz(SEED)) {
      fuzz.batch(
          Map.of(
              "Z0", union("Z0", "@Field(bits = 4, at = 30) int f();"),
              "Z1", union("Z1", "@Field(bits = 3) int f(); Nowhere g();"),
              "Z2", union("Z2", "@Field(bits = 3) int f();"),
              "Z3", union("Z3", "@Field(bits = 3) int f(); default int g() { return true; }")));

      assertThat(fuzz.messages()).containsOnlyKeys("beyond-word");
      assertThat(fuzz.faults().keySet()).containsExactly("Z1", "Z3");
      assertThat(fuzz.toString()).contains("1 refused; 1 unions generated");
    }
  }

  private static String union(String name, String body) {
    String code =
        "package fuzz;\nimport dev.bitunion.*;\n"
            + "@BitUnion(bits = 32) public interface %s { %s }\n";
    return code.formatted(name, body);
  }
}
