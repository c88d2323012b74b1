package dev.bitunion.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * The frozen text of a layout, as {@code XBits.LAYOUT} holds it in class files: how a union that
 * comes from a jar is laid out inside another one. A line a field:
 *
 * <pre>
 * bitunion 1
 * union dev.bitunion.demo.PageRole 32 lsb
 * field level level u int 0+4
 * field base base u int 16+16,32+8,56+8
 * </pre>
 *
 * <p>A field's words are its C name, method, kind, Java type, and parts (offset+width) from the
 * least significant one; what later versions add follows as {@code key=value}.
 */
public final class LayoutText {
  private static final String HEADER = "bitunion 1";

  private LayoutText() {}

  /** The text of a layout. */
  public static String write(UnionLayout union) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    text.append("union ").append(union.name()).append(' ').append(union.bits());
    text.append(' ').append(union.order().text()).append('\n');
    for (FieldLayout field : union.fields()) {
      text.append("field ").append(field.cName()).append(' ').append(field.method());
      text.append(' ').append(field.kind().letter()).append(' ').append(field.javaType());
      char separator = ' ';
      for (Part part : field.parts()) {
        text.append(separator).append(part.offset()).append('+').append(part.width());
        separator = ',';
      }
      text.append('\n');
    }
    return text.toString();
  }

  /**
   * The layout of a text.
   *
   * @throws IllegalArgumentException if the text is of another version, or none that {@link #write}
   *     makes
   */
  public static UnionLayout parse(String text) {
    String[] lines = text.split("\n");
    if (!lines[0].equals(HEADER)) {
      throw new IllegalArgumentException("layout text of another version: " + lines[0]);
    }
    if (lines.length < 2) {
      throw new IllegalArgumentException("layout text without a union");
    }
    String[] union = words(lines[1], "union", 4);
    List<FieldLayout> fields = new ArrayList<>();
    for (int i = 2; i < lines.length; i++) {
      String[] field = words(lines[i], "field", 6);
      fields.add(
          new FieldLayout(field[1], field[2], FieldKind.of(field[3]), field[4], parts(field[5])));
    }
    return new UnionLayout(union[1], Integer.parseInt(union[2]), BitOrder.of(union[3]), fields);
  }

  private static String[] words(String line, String first, int count) {
    String[] words = line.split(" ");
    if (words.length != count || !words[0].equals(first)) {
      throw new IllegalArgumentException("not a line of layout text: " + line);
    }
    return words;
  }

  private static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    for (String part : text.split(",")) {
      int plus = part.indexOf('+');
      if (plus < 0) {
        throw new IllegalArgumentException("not a part of a field: " + part);
      }
      parts.add(
          new Part(
              Integer.parseInt(part.substring(0, plus)),
              Integer.parseInt(part.substring(plus + 1))));
    }
    return parts;
  }
}
