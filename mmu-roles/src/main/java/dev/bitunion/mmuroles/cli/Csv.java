package dev.bitunion.mmuroles.cli;

import java.util.StringJoiner;

/** Rows of comma-separated values: quoted only where it is needed, as RFC 4180 says. */
public final class Csv {
  private Csv() {}

  /** One row, without its line end; null is an empty cell. */
  public static String row(Object... cells) {
    StringJoiner row = new StringJoiner(",");
    for (Object cell : cells) {
      row.add(quoted(cell == null ? "" : cell.toString()));
    }
    return row.toString();
  }

  private static String quoted(String cell) {
    boolean plain = true;
    for (int i = 0; plain && i < cell.length(); i++) {
      plain = ",\"\n\r".indexOf(cell.charAt(i)) < 0;
    }
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
