package dev.bitunion.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The frozen text of a layout, as {@code XBits.LAYOUT} holds it in class files: how a union that
 * comes from a jar is laid out inside another one. A line a field:
 *
 * <pre>
 * bitunion 1
 * union dev.bitunion.demo.PageRole 32 lsb
 * field level level u int 0+4
 * field base base u int 16+16,32+8,56+8
 * field frame frame u long 12+40 scale=12
 * reserved 1+1 one
 * view ir ir dev.bitunion.demo.PageRole$Ir 0+32
 * </pre>
 *
 * <p>A field's words are its C name, method, kind, Java type, and parts (offset+width) from the
 * least significant one; what else there is to say follows as {@code key=value}.
 */
public final class LayoutText {
  private static final String HEADER = "bitunion 1";
  private static final int BYTE = 8;

  private LayoutText() {}

  /** The text of a layout. */
  public static String write(UnionLayout union) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    text.append("union ").append(union.name()).append(' ').append(union.bits());
    text.append(' ').append(union.order().text());
    if (union.align() != BYTE) {
      text.append(" align=").append(union.align());
    }
    text.append('\n');
    for (FieldLayout field : union.fields()) {
      text.append("field ").append(field.cName()).append(' ').append(field.method());
      text.append(' ').append(field.kind().letter()).append(' ').append(field.javaType());
      text.append(' ').append(parts(field.parts())).append(traits(field.traits())).append('\n');
    }
    for (ReservedPart reserved : union.reserved()) {
      text.append("reserved ").append(parts(List.of(reserved.part())));
      text.append(' ').append(reserved.rule().text()).append('\n');
    }
    for (ViewLayout view : union.views()) {
      text.append("view ").append(view.cName().isEmpty() ? "-" : view.cName());
      text.append(' ').append(view.method()).append(' ').append(view.javaType());
      text.append(' ').append(parts(List.of(view.part()))).append('\n');
    }
    return text.toString();
  }

  /** Offset and width of each part, from the least significant one. */
  static String parts(List<Part> parts) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(text.isEmpty() ? "" : ",").append(part.offset()).append('+').append(part.width());
    }
    return text.toString();
  }

  private static String traits(Traits traits) {
    StringBuilder text = new StringBuilder();
    if (traits.raw()) {
      text.append(" raw=1");
    }
    if (traits.scale() != 0) {
      text.append(" scale=").append(traits.scale());
    }
    if (traits.isArray()) {
      text.append(" count=").append(traits.count()).append(" stride=").append(traits.stride());
    }
    if (traits.access() != Access.READ_WRITE) {
      text.append(" access=").append(traits.access().text());
    }
    if (traits.reserved() != Reserved.NO) {
      text.append(" reserved=").append(traits.reserved().text());
    }
    if (traits.signed()) {
      text.append(" signed=1");
    }
    if (traits.init() != 0) {
      text.append(" init=").append(traits.init());
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
    Map<String, String> keys = keys(union, 4, lines[1]);
    List<FieldLayout> fields = new ArrayList<>();
    List<ReservedPart> reserved = new ArrayList<>();
    List<ViewLayout> views = new ArrayList<>();
    for (int i = 2; i < lines.length; i++) {
      if (lines[i].startsWith("reserved ")) {
        String[] words = words(lines[i], "reserved", 3);
        reserved.add(new ReservedPart(parts(words[1]).get(0), Reserved.of(words[2])));
      } else if (lines[i].startsWith("view ")) {
        String[] words = words(lines[i], "view", 5);
        String cName = words[1].equals("-") ? "" : words[1];
        views.add(new ViewLayout(cName, words[2], words[3], parts(words[4]).get(0)));
      } else {
        fields.add(field(lines[i]));
      }
    }
    return new UnionLayout(
        union[1],
        number(union[2]),
        BitOrder.of(union[3]),
        number(keys.getOrDefault("align", "" + BYTE)),
        fields,
        views,
        reserved);
  }

  private static FieldLayout field(String line) {
    String[] words = words(line, "field", 6);
    Map<String, String> keys = keys(words, 6, line);
    Traits traits =
        new Traits(
            number(keys.getOrDefault("scale", "0")),
            number(keys.getOrDefault("count", "1")),
            number(keys.getOrDefault("stride", "0")),
            Access.of(keys.getOrDefault("access", "rw")),
            Reserved.of(keys.getOrDefault("reserved", "no")),
            Long.parseLong(keys.getOrDefault("init", "0")),
            keys.containsKey("signed"),
            keys.containsKey("raw"));
    return new FieldLayout(
        words[1], words[2], FieldKind.of(words[3]), words[4], parts(words[5]), traits);
  }

  private static String[] words(String line, String first, int count) {
    String[] words = line.split(" ");
    if (words.length < count || !words[0].equals(first)) {
      throw new IllegalArgumentException("not a line of layout text: " + line);
    }
    return words;
  }

  private static Map<String, String> keys(String[] words, int from, String line) {
    Map<String, String> keys = new HashMap<>();
    for (int i = from; i < words.length; i++) {
      int equal = words[i].indexOf('=');
      if (equal < 1) {
        throw new IllegalArgumentException("not a line of layout text: " + line);
      }
      keys.put(words[i].substring(0, equal), words[i].substring(equal + 1));
    }
    return keys;
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  private static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    for (String part : text.split(",")) {
      int plus = part.indexOf('+');
      if (plus < 0) {
        throw new IllegalArgumentException("not a part of a field: " + part);
      }
      parts.add(new Part(number(part.substring(0, plus)), number(part.substring(plus + 1))));
    }
    return parts;
  }
}
