package dev.bitunion.mmuroles.conform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Comma-separated rows under a line of column names, read by name. */
final class Columns {
  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> names;
  private DataLines lines;
  private String[] cells;

  /** The names are the first data line. */
  Columns(String header) {
    names = List.of(header.split(",", -1));
    for (int i = 0; i < names.size(); i++) {
      places.put(names.get(i), i);
    }
  }

  /** Whether a line is a header with these names among its own. */
  static boolean has(String header, String... names) {
    return List.of(header.split(",", -1)).containsAll(List.of(names));
  }

  List<String> names() {
    return names;
  }

  /** Takes the row that the lines gave last. */
  void row(DataLines source, String row) {
    lines = source;
    cells = row.split(",", -1);
    if (cells.length != names.size()) {
      throw source.malformed(names.size() + " columns expected, " + cells.length + " found");
    }
  }

  private String cell(String name) {
    return cells[places.get(name)];
  }

  /** A column that holds 0 or 1. */
  boolean flag(String name) {
    long value = number(name);
    if (value != 0 && value != 1) {
      throw lines.malformed(name + " is " + value + ", not 0 or 1");
    }
    return value == 1;
  }

  /** A decimal column. */
  int number(String name) {
    try {
      return Integer.parseInt(cell(name));
    } catch (NumberFormatException e) {
      throw lines.malformed(name + " is '" + cell(name) + "', not a number");
    }
  }

  /** A hex column without 0x. */
  long hex(String name) {
    return hex(lines, name, cell(name));
  }

  static long hex(DataLines lines, String name, String text) {
    try {
      return Long.parseUnsignedLong(text, 16);
    } catch (NumberFormatException e) {
      throw lines.malformed(name + " is '" + text + "', not a hex word");
    }
  }
}
