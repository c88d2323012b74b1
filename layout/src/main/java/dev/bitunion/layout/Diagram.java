package dev.bitunion.layout;

import java.util.ArrayList;
import java.util.List;

/** Draws a word, most significant bit left, a letter a field, a dot for a reserved bit. */
public final class Diagram {
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@#";

  /** Above it a picture is wider than a screen and says no more than the numbers do. */
  private static final int MAX_DRAWN = 128;

  private Diagram() {}

  /** The picture of a layout: a ruler, the bits, and a line for each field. */
  public static List<String> draw(UnionLayout union) {
    char[] bits = ".".repeat(union.bits()).toCharArray();
    List<String> legend = new ArrayList<>();
    int longest = 0;
    for (FieldLayout field : union.fields()) {
      longest = Math.max(longest, field.cName().length());
    }
    for (int i = 0; i < union.fields().size(); i++) {
      FieldLayout field = union.fields().get(i);
      char letter = letter(i);
      List<String> places = new ArrayList<>();
      for (Part part : field.parts()) {
        fill(bits, part, letter);
        places.add(range(part));
      }
      String name = field.cName() + " ".repeat(longest - field.cName().length());
      legend.add(letter + "  " + name + "  " + String.join(" + ", places));
    }
    List<String> lines = new ArrayList<>();
    lines.add(ruler(union.bits()));
    lines.add(grouped(bits));
    lines.addAll(legend);
    return lines;
  }

  /** The letter of the field with this index. */
  public static char letter(int index) {
    return LETTERS.charAt(index % LETTERS.length());
  }

  /** Bit numbers as manuals write them: {@code 7..4}, or {@code 4}. */
  public static String range(Part part) {
    int high = part.end() - 1;
    return part.width() == 1 ? Integer.toString(high) : high + ".." + part.offset();
  }

  /**
   * A word in which a part cannot have its place: a ruler, the bits that are taken ({@code x}), the
   * bits that it asks for ({@code o}), and carets under those that it cannot have.
   */
  public static List<String> clash(int wordBits, List<Part> taken, Part asked) {
    return clash(wordBits, taken, List.of(asked));
  }

  /** The same for a field in several parts. */
  public static List<String> clash(int wordBits, List<Part> taken, List<Part> asked) {
    int end = asked.stream().mapToInt(Part::end).max().orElse(0);
    boolean drawable = asked.stream().allMatch(p -> p.offset() >= 0 && p.width() > 0);
    if (!drawable || Math.max(end, wordBits) > MAX_DRAWN || end < 1 || wordBits < 1) {
      return List.of();
    }
    int shown = Math.max(wordBits, (end + 7) / 8 * 8);
    char[] before = blank(shown, wordBits);
    taken.forEach(part -> fill(before, part, 'x'));
    char[] after = blank(shown, wordBits);
    asked.forEach(part -> fill(after, part, 'o'));
    char[] wrong = " ".repeat(shown).toCharArray();
    for (int bit = 0; bit < end; bit++) {
      boolean bad = after[bit] == 'o' && (bit >= wordBits || before[bit] == 'x');
      wrong[bit] = bad ? '^' : ' ';
    }
    List<String> lines = new ArrayList<>();
    lines.add("bit    " + ruler(shown));
    lines.add("taken  " + grouped(before));
    lines.add("asked  " + grouped(after));
    String carets = grouped(wrong).stripTrailing();
    if (!carets.isBlank()) {
      lines.add("       " + carets);
    }
    return lines;
  }

  /** Reserved bits, and blanks where there is no word. */
  private static char[] blank(int shown, int wordBits) {
    return (".".repeat(wordBits) + " ".repeat(shown - wordBits)).toCharArray();
  }

  /** Writes a letter at the bits of a part; bits outside of the word are left out. */
  static void fill(char[] bits, Part part, char letter) {
    for (int bit = Math.max(0, part.offset()); bit < Math.min(bits.length, part.end()); bit++) {
      bits[bit] = letter;
    }
  }

  /** Bits from the highest to the lowest, a blank after every eight. */
  static String grouped(char[] bits) {
    StringBuilder line = new StringBuilder();
    for (int bit = bits.length - 1; bit >= 0; bit--) {
      line.append(bits[bit]);
      if (bit % 8 == 0 && bit > 0) {
        line.append(' ');
      }
    }
    return line.toString();
  }

  /** The number of the highest bit over each group of eight, and 0 over the last bit. */
  static String ruler(int bits) {
    StringBuilder line = new StringBuilder();
    for (int high = bits - 1; high > 0; high -= 8) {
      String number = Integer.toString(high);
      line.append(number).append(" ".repeat(9 - number.length()));
    }
    line.setLength(line.length() - 2);
    return line.append('0').toString();
  }
}
