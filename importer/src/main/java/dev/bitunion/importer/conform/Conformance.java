package dev.bitunion.importer.conform;

import dev.bitunion.importer.BadInputException;
import dev.bitunion.importer.conform.Trials.Trial;
import dev.bitunion.importer.emit.Imported;
import dev.bitunion.importer.emit.Importer;
import dev.bitunion.importer.emit.JavaNames;
import dev.bitunion.importer.emit.SourceText;
import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.Csv;
import dev.bitunion.importer.layout.Leaf;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Checks the values that C reads against the generated accessors: imports every type that has
 * values from its rows in a layout table, compiles it, and reads every value through what was
 * generated.
 */
public final class Conformance {
  private static final String PACKAGE = "conform";
  private static final int TYPES_A_RUN = 200;
  private static final int MAX_SHOWN = 20;

  private final Consumer<String> out;
  private final Map<String, String> leftOut = new LinkedHashMap<>();
  private Trials trials;
  private int types;
  private long checked;
  private long mismatched;

  /** A check that reports to {@code out}, a line at a time. */
  public Conformance(Consumer<String> out) {
    this.out = out;
  }

  /**
   * Checks a file of values.
   *
   * @param layout the types of the layout table
   * @param values the values, a row for each trial
   */
  public void run(List<CType> layout, Csv values) {
    trials = Trials.read(values);
    types = trials.types().size();
    Map<String, List<CType>> wanted = new LinkedHashMap<>();
    trials.types().forEach(key -> wanted.put(key, new ArrayList<>(1)));
    for (CType type : layout) {
      List<CType> home = wanted.get(trials.key(type));
      if (home != null) {
        home.add(type);
      }
    }
    List<String> keys = trials.types();
    for (int from = 0; from < keys.size(); from += TYPES_A_RUN) {
      checkSome(keys.subList(from, Math.min(keys.size(), from + TYPES_A_RUN)), wanted);
    }
    report();
  }

  /** Whether everything agreed: no mismatch, something checked, at most 1 % left out. */
  public boolean isFine() {
    return mismatched == 0 && checked > 0 && leftOut.size() * 100L <= types;
  }

  /** Compiles some types in one run and checks them; what it generated can then be forgotten. */
  private void checkSome(List<String> keys, Map<String, List<CType>> wanted) {
    JavaNames.Types names = new JavaNames.Types();
    Map<CType, Imported> planned = new LinkedHashMap<>();
    Map<String, String> sources = new LinkedHashMap<>();
    for (String key : keys) {
      for (CType type : wanted.get(key)) {
        Imported union = Importer.plan(type, names.add(type.name()));
        planned.put(type, union);
        if (union.hindrance() == null) {
          sources.put(PACKAGE + "." + union.name(), SourceText.of(union, PACKAGE));
        }
      }
    }
    Compilation compilation = Compilation.of(sources);
    ClassLoader loader = compilation.loader();
    for (String key : keys) {
      Map<Imported, String> faults = new HashMap<>();
      List<Subject> subjects = new ArrayList<>();
      for (CType type : wanted.get(key)) {
        Imported union = planned.get(type);
        String fault = compilation.errors().get(PACKAGE + "." + union.name());
        Subject subject = fault == null ? bind(union, loader, faults) : null;
        if (subject != null) {
          subjects.add(subject);
        } else {
          faults.putIfAbsent(union, fault);
        }
      }
      check(key, subjects, faults.values().stream().findFirst().orElse(null));
    }
  }

  private static Subject bind(Imported union, ClassLoader loader, Map<Imported, String> faults) {
    if (union.hindrance() != null) {
      faults.put(union, union.hindrance());
      return null;
    }
    try {
      return Subject.of(union, PACKAGE, loader);
    } catch (ReflectiveOperationException e) {
      faults.put(union, "nothing generated reads it: " + e.getMessage());
      return null;
    }
  }

  private void check(String key, List<Subject> subjects, String fault) {
    int count = trials.of(key).get(0).count();
    List<Subject> fitting = subjects.stream().filter(s -> s.listed(count) != null).toList();
    if (fitting.isEmpty()) {
      String why = fault == null ? "it is not in the layout table" : fault;
      leftOut.put(
          key, subjects.isEmpty() ? why : "its rows hold " + count + " values, not one a member");
      return;
    }
    // Of several layouts of one name and size, the values are of the one that they agree with.
    Subject best = fitting.get(0);
    for (Subject subject : fitting) {
      if (fitting.size() > 1 && mismatches(key, subject, null) == 0) {
        best = subject;
        break;
      }
    }
    mismatched += mismatches(key, best, out);
    checked += (long) count * trials.of(key).size();
  }

  /** How many values differ; shows them, as long as few have been shown, if there is a place. */
  private long mismatches(String key, Subject subject, Consumer<String> place) {
    long found = 0;
    for (Trial trial : trials.of(key)) {
      List<BigInteger> values = trial.numbers(key);
      List<Leaf> listed = subject.listed(values.size());
      if (listed == null) {
        throw new BadInputException(
            key + ": one row holds " + values.size() + " values, others do not");
      }
      for (int i = 0; i < values.size(); i++) {
        BigInteger read = subject.read(listed.get(i), trial.bytes());
        if (!read.equals(values.get(i))) {
          found++;
          if (place != null && mismatched + found <= MAX_SHOWN) {
            place.accept(
                String.format(
                    "mismatch: %s, %s: %s read as %s, in C %s",
                    key,
                    listed.get(i).path(),
                    HexFormat.of().formatHex(trial.bytes()),
                    read,
                    values.get(i)));
          }
        }
      }
    }
    return found;
  }

  private void report() {
    if (mismatched > MAX_SHOWN) {
      out.accept("... and " + (mismatched - MAX_SHOWN) + " further mismatches");
    }
    leftOut.forEach((type, why) -> out.accept("left out: " + type + ": " + why));
    out.accept(
        String.format(
            "%d types, %d checked, %d mismatched, %d left out",
            types, checked, mismatched, leftOut.size()));
  }
}
