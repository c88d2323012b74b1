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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whatever the annotations say, the processor answers with a message of its own or with code that
 * compiles without a warning. {@code -Dbitunion.fuzz=N} tries N types, {@code -Dbitunion.seed=S}
 * other ones.
 */
class FuzzTest {
  private static final int IN_THE_BUILD = 3_000;
  private static final int BATCH = 500;
  private static final int REPORTED = 50_000;
  private static final int TO_CLASSES = 8;
  private static final List<String> OPTIONS =
      List.of(
          "--release",
          "17",
          "-Xlint:all,-processing,-options",
          "-Xmaxerrs",
          "100000",
          "-Xmaxwarns",
          "100000");

  /** Stops when all is checked: what javac finds while it writes a class file is rare. */
  private static final String NO_CLASSES = "-XDshould-stop.ifNoError=FLOW";

  private final Map<String, String> faults = new TreeMap<>();
  private final Map<String, Integer> refusals = new TreeMap<>();
  private int generated;
  private int batches;

  @Test
  void theProcessorNeverThrowsAndItsCodeCompiles() throws IOException {
    long seed = Long.getLong("bitunion.seed", 20261123L);
    int types = Integer.getInteger("bitunion.fuzz", IN_THE_BUILD);
    for (int from = 0; from < types; from += BATCH) {
      batch(sources(seed, from, Math.min(types, from + BATCH)));
      if ((from + BATCH) % REPORTED == 0) {
        System.out.printf("%d: %d generated, faults %s%n", from + BATCH, generated, faults);
      }
    }
    System.out.printf("%d types, seed %d: %d generated%n", types, seed, generated);
    System.out.println("refused: " + refusals);
    assertThat(faults).as("faults, seed %d", seed).isEmpty();
    assertThat(generated).isGreaterThan(types / 10);
    assertThat(refusals.size()).isGreaterThan(30);
  }

  @Test
  void oneFaultHidesNoOther() throws IOException {
    batch(
        Map.of(
            "Z0", union("Z0", "@Field(bits = 4, at = 30) int f();"),
            "Z1", union("Z1", "@Field(bits = 3) int f(); Nowhere g();"),
            "Z2", union("Z2", "@Field(bits = 3) int f();"),
            "Z3", union("Z3", "@Field(bits = 3) int f(); default int g() { return true; }")));

    assertThat(refusals).containsOnlyKeys("beyond-word");
    assertThat(faults.keySet()).containsExactly("Z1", "Z3");
    assertThat(generated).isEqualTo(1);
  }

  private static String union(String name, String body) {
    String code =
        "package fuzz;\nimport dev.bitunion.*;\n"
            + "@BitUnion(bits = 32) public interface %s { %s }\n";
    return code.formatted(name, body);
  }

  private static Map<String, String> sources(long seed, int from, int to) {
    Map<String, String> sources = new LinkedHashMap<>();
    for (int i = from; i < to; i++) {
      sources.put("Z" + i, RandomSource.write("Z" + i, new Random(seed * 31 + i)));
    }
    return sources;
  }

  /** Compiles all at once, and what is left again as long as there are faults. */
  private void batch(Map<String, String> all) throws IOException {
    Map<String, String> sources = new LinkedHashMap<>(all);
    Listening listening;
    Set<String> guilty;
    Result result;
    do {
      listening = new Listening(new BitUnionProcessor());
      try {
        result = compile(sources, listening);
      } catch (RuntimeException | StackOverflowError e) {
        halves(sources, e);
        return;
      }
      guilty = guilty(sources, result);
    } while (sources.keySet().removeAll(guilty));
    judge(sources, listening.errors(), result);
  }

  /** Finds the type at which the compiler itself, or the processor through it, gives up. */
  private void halves(Map<String, String> sources, Throwable e) throws IOException {
    if (sources.size() <= 1) {
      sources.forEach((name, source) -> faults.put(name, e + "\n" + source));
      return;
    }
    Map<String, String> first = new LinkedHashMap<>();
    Map<String, String> second = new LinkedHashMap<>();
    sources.forEach(
        (name, source) -> (first.size() < sources.size() / 2 ? first : second).put(name, source));
    batch(first);
    batch(second);
  }

  /** Whose code, or generated code, the compiler refuses or warns of. */
  private Set<String> guilty(Map<String, String> sources, Result result) {
    Set<String> guilty = new TreeSet<>();
    result.errors().forEach((file, said) -> fault(file, said.get(0), sources, guilty));
    result
        .warnings()
        .forEach(
            (file, said) -> {
              if (!sources.containsKey(file)) {
                fault(file, said.get(0), sources, guilty);
              }
            });
    return guilty;
  }

  private void fault(String file, String said, Map<String, String> sources, Set<String> guilty) {
    String name = file.replaceFirst("^(Z\\d+).*", "$1");
    faults.putIfAbsent(name, file + ": " + said + "\n" + sources.get(name));
    guilty.add(name);
  }

  /** A type is either refused in the processor's own words, or generated. */
  private void judge(
      Map<String, String> sources, Map<String, List<String>> refused, Result result) {
    sources.forEach(
        (name, source) -> {
          List<String> messages = refused.getOrDefault(name, List.of());
          boolean made =
              result.generated().contains("fuzz." + name + "Bits")
                  || result.generated().contains("fuzz." + name + "Layout");
          generated += made ? 1 : 0;
          messages.forEach(message -> refusal(name, message, source));
          if (made != messages.isEmpty()) {
            faults.put(name, (made ? "made though refused\n" : "neither\n") + source);
          }
        });
    List<String> others = new ArrayList<>(refused.keySet());
    others.removeAll(sources.keySet());
    others.forEach(name -> faults.put(name, refused.get(name).toString()));
  }

  private void refusal(String name, String message, String source) {
    if (!message.startsWith("[bitunion-") || message.startsWith("[bitunion-internal]")) {
      faults.put(name, message + "\n" + source);
    } else {
      refusals.merge(message.substring(10, message.indexOf(']')), 1, Integer::sum);
    }
  }

  private Result compile(Map<String, String> sources, Listening listening) throws IOException {
    List<String> options = new ArrayList<>(OPTIONS);
    if (batches++ % TO_CLASSES != 0) {
      options.add(NO_CLASSES);
    }
    Map<String, String> all = new LinkedHashMap<>(sources);
    all.put("Helpers", RandomSource.HELPERS);
    all.put("Inner", RandomSource.NESTED);
    return MemoryCompiler.compile(all, listening, options);
  }
}
