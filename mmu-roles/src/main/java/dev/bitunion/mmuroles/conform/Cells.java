package dev.bitunion.mmuroles.conform;

/** The cells of one row without column names, by place. */
final class Cells {
  private final DataLines lines;
  private final String[] cells;

  /**
   * Splits the row that the lines gave last.
   *
   * @throws MalformedRowException if it has another number of cells
   */
  Cells(DataLines lines, String row, int count) {
    this.lines = lines;
    cells = row.split(",", -1);
    if (cells.length != count) {
      throw lines.malformed(count + " columns expected, " + cells.length + " found");
    }
  }

  /** What stands before the first comma. */
  static String first(String row) {
    int comma = row.indexOf(',');
    return comma < 0 ? row : row.substring(0, comma);
  }

  /** Whether a row begins with this cell and has so many. */
  static boolean fits(String row, String first, int count) {
    return first(row).equals(first) && row.chars().filter(c -> c == ',').count() == count - 1;
  }

  String text(int place) {
    return cells[place];
  }

  /** Whether the cell says that there is no value. */
  boolean isNone(int place) {
    return cells[place].equals("-");
  }

  long hex(int place, String name) {
    return Columns.hex(lines, name, cells[place]);
  }

  int number(int place, String name) {
    try {
      return Integer.parseInt(cells[place]);
    } catch (NumberFormatException e) {
      throw lines.malformed(name + " is '" + cells[place] + "', not a number");
    }
  }

  boolean flag(int place, String name) {
    int value = number(place, name);
    if (value != 0 && value != 1) {
      throw lines.malformed(name + " is " + value + ", not 0 or 1");
    }
    return value == 1;
  }
}
