package dev.bitunion.processor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.processor.BitUnionProcessor;
import dev.bitunion.processor.corpus.MemoryCompiler;
import dev.bitunion.processor.corpus.MemoryCompiler.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever the annotations say, the processor answers with a message of its own or with code that
 * compiles without a warning. {@code -Dbitunion.fuzz=N} tries N types, {@code -Dbitunion.seed=S}
 * other ones.
 */
class FuzzTest {
  private static final int IN_THE_BUILD = 2_000;
  private static final int BATCH = 250;
  private static final List<String> OPTIONS =
      List.of("--release", "17", "-Xlint:all,-processing,-options", "-Xmaxerrs", "100000");

  private final List<String> faults = new ArrayList<>();
  private final Map<String, Integer> refusals = new LinkedHashMap<>();
  private int generated;

  @Test
  void theProcessorNeverThrowsAndItsCodeCompiles() throws IOException {
    long seed = Long.getLong("bitunion.seed", 20261123L);
    int types = Integer.getInteger("bitunion.fuzz", IN_THE_BUILD);
    for (int from = 0; from < types && faults.isEmpty(); from += BATCH) {
      batch(seed, from, Math.min(types, from + BATCH));
    }
    System.out.printf("%d types, seed %d: %d generated%n", types, seed, generated);
    System.out.println("refused: " + refusals);
    assertThat(faults).as("seed %d", seed).isEmpty();
    assertThat(generated).isGreaterThan(types / 10);
    assertThat(refusals.size()).isGreaterThan(30);
  }

  private void batch(long seed, int from, int to) throws IOException {
    Map<String, String> sources = new LinkedHashMap<>();
    for (int i = from; i < to; i++) {
      sources.put("Z" + i, RandomSource.write("Z" + i, new Random(seed * 31 + i)));
    }
    for (Map.Entry<String, List<String>> refused :
        compile(sources, "-proc:only").errors().entrySet()) {
      String source = sources.remove(refused.getKey());
      refused.getValue().forEach(message -> refusal(refused.getKey(), message, source));
    }
    generated += sources.size();
    Result result = compile(sources);
    result.errors().forEach((file, messages) -> fault(file, messages.get(0), sources));
    result
        .warnings()
        .forEach(
            (file, messages) -> {
              if (!sources.containsKey(file) && !file.isEmpty()) {
                fault(file, messages.get(0), sources);
              }
            });
  }

  private void refusal(String file, String message, String source) {
    int id = message.indexOf("[bitunion-");
    if (source == null || id < 0 || message.contains("[bitunion-internal]")) {
      faults.add(file + " " + message + "\n" + source);
    } else {
      refusals.merge(message.substring(id + 10, message.indexOf(']', id)), 1, Integer::sum);
    }
  }

  private void fault(String file, String message, Map<String, String> sources) {
    String name = file.replaceFirst("^(Z\\d+).*", "$1");
    if (faults.size() < 5) {
      faults.add(file + " " + message + "\n" + sources.get(name));
    }
  }

  private static Result compile(Map<String, String> sources, String... more) throws IOException {
    Map<String, String> all = new LinkedHashMap<>(sources);
    all.put("Helpers", RandomSource.HELPERS);
    all.put("Inner", RandomSource.NESTED);
    List<String> options = new ArrayList<>(OPTIONS);
    options.addAll(List.of(more));
    return MemoryCompiler.compile(all, new BitUnionProcessor(), options);
  }
}
