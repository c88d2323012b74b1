package dev.bitunion.importer.conform;

import dev.bitunion.importer.emit.Imported;
import dev.bitunion.importer.emit.Importer;
import dev.bitunion.importer.emit.JavaNames;
import dev.bitunion.importer.emit.SourceText;
import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.Csv;
import dev.bitunion.importer.layout.Leaf;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Checks the values that C reads against the generated accessors: imports every type of a layout
 * table, compiles it, and reads every row of values through what was generated.
 */
public final class Conformance {
  private static final String PACKAGE = "conform";
  private static final int TYPES_A_RUN = 200;
  private static final int MAX_SHOWN = 20;

  private final Consumer<String> out;
  private final Map<String, Subject> subjects = new HashMap<>();
  private final Map<String, String> leftOut = new LinkedHashMap<>();
  private final Set<String> withValues = new HashSet<>();
  private int types;
  private long checked;
  private long mismatched;
  private boolean byModule;

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
    byModule = values.has("module");
    compile(layout);
    while (values.next()) {
      check(values);
    }
    report();
  }

  /** Whether everything agreed: no mismatch, something checked, at most 1 % left out. */
  public boolean isFine() {
    return mismatched == 0 && checked > 0 && leftOut.size() * 100L <= types;
  }

  private void compile(List<CType> layout) {
    for (int from = 0; from < layout.size(); from += TYPES_A_RUN) {
      compileRun(layout.subList(from, Math.min(layout.size(), from + TYPES_A_RUN)));
    }
    types = layout.size();
  }

  private void compileRun(List<CType> some) {
    JavaNames.Types names = new JavaNames.Types();
    Map<String, Imported> planned = new LinkedHashMap<>();
    Map<String, String> sources = new LinkedHashMap<>();
    for (CType type : some) {
      Imported union = Importer.plan(type, names.add(type.name()));
      if (union.root().allMembers().isEmpty()) {
        leftOut.put(key(type), "it has no member that is a number");
      } else {
        String name = PACKAGE + "." + union.name();
        planned.put(name, union);
        sources.put(name, SourceText.of(union, PACKAGE));
      }
    }
    Compilation compilation = Compilation.of(sources);
    ClassLoader loader = compilation.loader();
    planned.forEach(
        (name, union) -> {
          String error = compilation.errors().get(name);
          if (error == null) {
            error = bind(union, loader);
          }
          if (error != null) {
            leftOut.put(key(union.type()), error);
          }
        });
  }

  private String bind(Imported union, ClassLoader loader) {
    try {
      // Of two layouts of one name and size the values do not say which is meant; the first is.
      subjects.putIfAbsent(key(union.type()), Subject.of(union, PACKAGE, loader));
      return null;
    } catch (ReflectiveOperationException e) {
      return "nothing generated reads it: " + e.getMessage();
    }
  }

  private String key(CType type) {
    String module = byModule ? type.origin().module() + " " : "";
    return module + type.kind() + " " + type.name() + " of " + type.bytes() + " bytes";
  }

  private void check(Csv row) {
    String module = byModule ? row.text("module") + " " : "";
    String key =
        module
            + row.text("root_kind")
            + " "
            + row.text("root")
            + " of "
            + row.number("size_bytes")
            + " bytes";
    withValues.add(key);
    Subject subject = subjects.get(key);
    if (subject == null) {
      if (!leftOut.containsKey(key)) {
        leftOut.put(key, "it is not in the layout table");
        types++;
      }
      return;
    }
    String[] wanted = row.text("values").split("\\|", -1);
    List<Leaf> listed = subject.listed(false);
    if (listed.size() != wanted.length) {
      listed = subject.listed(true);
    }
    if (listed.size() != wanted.length) {
      leftOut.put(key, wanted.length + " values for " + listed.size() + " members");
      return;
    }
    check(row, key, subject, listed, wanted);
  }

  private void check(Csv row, String key, Subject subject, List<Leaf> listed, String[] wanted) {
    byte[] bytes = bytes(row, subject.union().type().bytes());
    for (int i = 0; i < wanted.length; i++) {
      BigInteger value = number(row, wanted[i]);
      BigInteger read = subject.read(listed.get(i), bytes);
      checked++;
      if (!read.equals(value)) {
        mismatched++;
        if (mismatched <= MAX_SHOWN) {
          out.accept(
              String.format(
                  "mismatch: %s, %s: %s read as %s, in C %s",
                  key, listed.get(i).path(), row.text("bytes_hex"), read, value));
        }
      }
    }
  }

  private static byte[] bytes(Csv row, long size) {
    try {
      byte[] bytes = HexFormat.of().parseHex(row.text("bytes_hex"));
      if (bytes.length == size) {
        return bytes;
      }
      throw row.bad(bytes.length + " bytes of a type of " + size);
    } catch (IllegalArgumentException e) {
      throw row.bad("column bytes_hex holds " + Csv.quote(row.text("bytes_hex")));
    }
  }

  private static BigInteger number(Csv row, String text) {
    try {
      return text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
    } catch (NumberFormatException e) {
      throw row.bad("value " + Csv.quote(text) + " is no number");
    }
  }

  private void report() {
    if (mismatched > MAX_SHOWN) {
      out.accept("... and " + (mismatched - MAX_SHOWN) + " further mismatches");
    }
    leftOut.forEach((type, why) -> out.accept("left out: " + type + ": " + why));
    long silent = subjects.keySet().stream().filter(k -> !withValues.contains(k)).count();
    if (silent > 0) {
      out.accept(silent + " types compile and have no values to check");
    }
    out.accept(
        String.format(
            "%d types, %d checked, %d mismatched, %d left out",
            types, checked, mismatched, leftOut.size()));
  }
}
