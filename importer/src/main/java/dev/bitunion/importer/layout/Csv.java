package dev.bitunion.importer.layout;

import dev.bitunion.importer.BadInputException;
import dev.bitunion.importer.btf.Unpack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a CSV file with a heading row by row: cells by column name, errors by line. */
public final class Csv implements AutoCloseable {
  private final String source;
  private final BufferedReader in;
  private final Map<String, Integer> columns = new HashMap<>();
  private String[] cells;
  private int line;

  /** Opens a file, packed or not; {@code -} is standard input. */
  public Csv(String source) {
    this.source = source;
    try {
      in =
          new BufferedReader(
              new InputStreamReader(Unpack.open(source), StandardCharsets.UTF_8), 1 << 16);
    } catch (IOException e) {
      throw Unpack.unreadable(source, e);
    }
    if (!next()) {
      throw new BadInputException(source + ": is empty");
    }
    // A heading may explain itself in brackets: values(idx order, | separated).
    String[] names = String.join(",", cells).replaceAll("\\([^)]*\\)", "").split(",", -1);
    for (int i = 0; i < names.length; i++) {
      columns.put(names[i], i);
    }
  }

  /** Goes to the next row; false at the end. */
  public boolean next() {
    try {
      String text;
      do {
        text = in.readLine();
        line++;
      } while (text != null && text.isEmpty());
      if (text == null) {
        return false;
      }
      cells = split(text);
    } catch (IOException e) {
      throw Unpack.unreadable(source, e);
    }
    if (!columns.isEmpty() && cells.length != columns.size()) {
      throw bad(cells.length + " cells under " + columns.size() + " columns");
    }
    return true;
  }

  /** Whether the heading names a column. */
  public boolean has(String column) {
    return columns.containsKey(column);
  }

  /** A cell of the row. */
  public String text(String column) {
    Integer index = columns.get(column);
    if (index == null) {
      throw new BadInputException(source + ": has no column " + column);
    }
    return cells[index];
  }

  /** A cell of the row, or what stands for it where the table has no such column. */
  public String text(String column, String otherwise) {
    return has(column) ? text(column) : otherwise;
  }

  /** A cell that holds a number that is not negative. */
  public long number(String column) {
    String text = text(column);
    try {
      long value = Long.parseLong(text);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw bad("column " + column + " holds " + quote(text) + ", not a number");
  }

  /** An error in the current row. */
  public BadInputException bad(String what) {
    return new BadInputException(source + ":" + line + ": " + what);
  }

  /** A text of the file in quotes, shortened so that a message stays one line. */
  public static String quote(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return '"' + (plain.length() > 40 ? plain.substring(0, 40) + "..." : plain) + '"';
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw Unpack.unreadable(source, e);
    }
  }

  private static String[] split(String text) {
    if (text.indexOf('"') < 0) {
      return text.split(",", -1);
    }
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells.toArray(String[]::new);
  }
}
