package dev.bitunion.importer.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** A row of a table as CSV or JSON: names and values, in order; a value is a String or a Number. */
final class Row {
  private final Map<String, Object> cells = new LinkedHashMap<>();

  Row with(String name, Object value) {
    cells.put(name, value);
    return this;
  }

  Iterable<String> names() {
    return cells.keySet();
  }

  /** The values as one CSV line. */
  void printCsv(PrintWriter out) {
    String comma = "";
    for (Object value : cells.values()) {
      out.print(comma);
      out.print(csv(String.valueOf(value)));
      comma = ",";
    }
    out.print('\n');
  }

  /** The row as one JSON object on a line. */
  void printJson(PrintWriter out) {
    String comma = "{";
    for (Map.Entry<String, Object> cell : cells.entrySet()) {
      out.print(comma);
      out.print(json(cell.getKey()));
      out.print(':');
      Object value = cell.getValue();
      out.print(
          value instanceof Number || value instanceof Boolean
              ? value.toString()
              : json(String.valueOf(value)));
      comma = ",";
    }
    out.print("}\n");
  }

  /** A CSV cell, quoted where RFC 4180 wants it. */
  static String csv(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** A JSON string. */
  static String json(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
