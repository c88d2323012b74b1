package dev.bitunion.mmuroles.defect;

import dev.bitunion.mmuroles.check.invariant.Invariant;
import dev.bitunion.mmuroles.role.Behaviour;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/** The defects of sixteen years, in the order of their fixes. */
public final class Defects {
  private static final String TABLE = "defects.properties";

  /** Every one. */
  public static final List<Defect> ALL = read();

  private Defects() {}

  /** The defect of this id, in any case. */
  public static Optional<Defect> of(String id) {
    String wanted = id.toUpperCase(Locale.ROOT);
    return ALL.stream().filter(defect -> defect.id().equals(wanted)).findFirst();
  }

  private static List<Defect> read() {
    Properties table = new Properties();
    try (Reader in = open(TABLE)) {
      table.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TreeSet<String> ids = new TreeSet<>();
    table.stringPropertyNames().forEach(key -> ids.add(key.substring(0, key.indexOf('.'))));
    return ids.stream().map(id -> defect(id, table)).toList();
  }

  private static Defect defect(String id, Properties table) {
    String behaviour = table.getProperty(id + ".behaviour");
    String violates = table.getProperty(id + ".violates");
    return new Defect(
        id,
        table.getProperty(id + ".title"),
        table.getProperty(id + ".fixed"),
        table.getProperty(id + ".cve"),
        behaviour == null ? null : Behaviour.valueOf(behaviour),
        violates == null ? null : Invariant.valueOf(violates),
        table.getProperty(id + ".outside"));
  }

  /** The lines of a file beside this class. */
  static List<String> lines(String file) {
    try (BufferedReader in = new BufferedReader(open(file))) {
      return in.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reader open(String file) {
    InputStream in = Defects.class.getResourceAsStream(file);
    if (in == null) {
      throw new IllegalStateException(file + " is missing");
    }
    return new InputStreamReader(in, StandardCharsets.UTF_8);
  }
}
