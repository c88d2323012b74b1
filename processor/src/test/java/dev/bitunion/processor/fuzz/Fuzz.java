package dev.bitunion.processor.fuzz;

import dev.bitunion.processor.BitUnionProcessor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs random types through the processor and the compiler, many in one compilation, and counts
 * what became of them. A type bears a number; it and the seed say all of it, so that a range of
 * numbers can be run anew, elsewhere, or in pieces.
 */
final class Fuzz implements AutoCloseable {
  private static final int BATCH = 1_000;
  private static final int TO_CLASSES = 10;
  private static final int REPORTED = 10_000;
  private static final Pattern UNION = Pattern.compile("@BitUnion\\(");
  private static final Pattern OURS = Pattern.compile("\\[bitunion-([a-z-]+)] .*", Pattern.DOTALL);

  private final long seed;
  private final FuzzCompiler compiler = new FuzzCompiler();
  private final Map<String, String> faults = new TreeMap<>();
  private final Map<String, Integer> messages = new TreeMap<>();
  private int types;
  private int refused;
  private int unions;
  private int classes;
  private int batches;

  Fuzz(long seed) {
    this.seed = seed;
  }

  /**
   * Tries the types of a range, from {@code -Dbitunion.fuzz.from} on as many as {@code
   * -Dbitunion.fuzz} says, of {@code -Dbitunion.seed}.
   */
  public static void main(String[] arguments) throws IOException {
    int from = Integer.getInteger("bitunion.fuzz.from", 0);
    int to = from + Integer.getInteger("bitunion.fuzz", 100_000);
    try (Fuzz fuzz = new Fuzz(Long.getLong("bitunion.seed", FuzzTest.SEED))) {
      for (int at = from; at < to; at = Math.min(to, at + REPORTED)) {
        fuzz.run(at, Math.min(to, at + REPORTED));
        System.out.println(fuzz);
        fuzz.faults.values().forEach(System.out::println);
      }
      System.exit(fuzz.faults.isEmpty() ? 0 : 1);
    }
  }

  /** Tries the types with these numbers. */
  void run(int from, int to) {
    for (int at = from; at < to; at += BATCH) {
      Map<String, String> sources = new LinkedHashMap<>();
      for (int i = at; i < Math.min(to, at + BATCH); i++) {
        sources.put("Z" + i, source(i));
      }
      batch(sources);
    }
  }

  /** The type with this number. Neighbours share no bits of their seeds: a Random would show it. */
  private String source(int number) {
    long mixed = (seed + number) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
    Random random = new Random(mixed ^ mixed >>> 32);
    return RandomShape.write("Z" + number, random);
  }

  /** What was wrong, by the type's name. */
  Map<String, String> faults() {
    return faults;
  }

  /** How often each message was drawn, by its id without {@code bitunion-}. */
  Map<String, Integer> messages() {
    return messages;
  }

  /** How many types were generated. */
  int accepted() {
    return types - refused;
  }

  @Override
  public String toString() {
    return "%,d types (seed %d, Java %s): %,d accepted, %,d refused; %,d unions generated, %,d of"
            .formatted(
                types, seed, Runtime.version().feature(), accepted(), refused, unions, classes)
        + " them to class files; %d faults%n%s".formatted(faults.size(), messages);
  }

  /** Compiles all at once, and what is left again as long as there are faults. */
  void batch(Map<String, String> all) {
    Map<String, String> sources = new LinkedHashMap<>(all);
    boolean toClasses = batches++ % TO_CLASSES == 0;
    types += all.size();
    int before = unions;
    compile(sources, toClasses);
    classes += toClasses ? unions - before : 0;
  }

  private void compile(Map<String, String> sources, boolean toClasses) {
    Listening listening;
    FuzzCompiler.Result result;
    do {
      listening = new Listening(new BitUnionProcessor());
      Map<String, String> all = new LinkedHashMap<>(sources);
      all.put("Helpers", RandomSource.HELPERS);
      all.put("Inner", RandomSource.NESTED);
      try {
        result = compiler.compile(all, listening, toClasses);
      } catch (RuntimeException | StackOverflowError e) {
        halves(sources, toClasses, e);
        return;
      }
    } while (sources.keySet().removeAll(guilty(sources, result)));
    judge(sources, listening, result.generated());
  }

  /** Finds the type at which the compiler itself, or the processor through it, gives up. */
  private void halves(Map<String, String> sources, boolean toClasses, Throwable e) {
    if (sources.size() <= 1) {
      sources.forEach((name, source) -> faults.put(name, e + "\n" + source));
      return;
    }
    Map<String, String> first = new LinkedHashMap<>();
    Map<String, String> second = new LinkedHashMap<>();
    sources.forEach(
        (name, source) -> (first.size() < sources.size() / 2 ? first : second).put(name, source));
    compile(first, toClasses);
    compile(second, toClasses);
  }

  /** Whose code, or generated code, the compiler refuses or warns of. */
  private Set<String> guilty(Map<String, String> sources, FuzzCompiler.Result result) {
    Set<String> guilty = new TreeSet<>();
    result
        .said()
        .forEach(
            (file, said) -> {
              String name = file.replaceFirst("^(Z\\d+).*", "$1");
              faults.putIfAbsent(name, file + ": " + said + "\n" + sources.get(name));
              guilty.add(name);
            });
    return guilty;
  }

  /** A union is either refused in the processor's own words, or generated. */
  private void judge(Map<String, String> sources, Listening heard, Set<String> generated) {
    Map<String, Integer> made = new TreeMap<>();
    for (String name : generated) {
      if (name.endsWith("Bits") || name.endsWith("Layout")) {
        made.merge(name.replaceFirst("^(Z\\d+).*", "$1"), 1, Integer::sum);
      }
    }
    sources.forEach(
        (name, source) -> {
          List<String> errors = heard.errors().getOrDefault(name, List.of());
          errors.forEach(message -> message(name, message, source));
          heard.warnings().getOrDefault(name, List.of()).forEach(w -> message(name, w, source));
          int declared = (int) UNION.matcher(source).results().count();
          int done = made.getOrDefault(name, 0);
          unions += done;
          refused += errors.isEmpty() ? 0 : 1;
          boolean late = errors.stream().anyMatch(e -> e.startsWith("[bitunion-generated-name]"));
          if (errors.isEmpty() ? done != declared : !late && declared > 0 && done >= declared) {
            faults.put(name, "%d of %d made; %s%n".formatted(done, declared, errors) + source);
          }
        });
    List<String> others = new ArrayList<>(heard.errors().keySet());
    others.removeAll(sources.keySet());
    others.forEach(name -> faults.put(name, heard.errors().get(name).toString()));
  }

  private void message(String name, String message, String source) {
    Matcher ours = OURS.matcher(message);
    if (!ours.matches() || ours.group(1).equals("internal")) {
      faults.put(name, message + "\n" + source);
    } else {
      messages.merge(ours.group(1), 1, Integer::sum);
    }
  }

  @Override
  public void close() throws IOException {
    compiler.close();
  }
}
