package dev.bitunion.mmuroles.profile;

import dev.bitunion.layout.FieldLayout;
import dev.bitunion.layout.LayoutText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * The layout of a declared union. Words are taken apart and put together by its generated code
 * alone, through the text that both ends of it agree on.
 */
final class DeclaredLayout implements WordLayout {
  private final List<Slot> slots;
  private final IntFunction<String> print;
  private final ToIntFunction<String> parse;
  private final int reserved;

  /**
   * A declared union.
   *
   * @param layout its LAYOUT
   * @param print its toString
   * @param parse its parse
   * @param reserved its RESERVED_BITS
   */
  DeclaredLayout(
      String layout, IntFunction<String> print, ToIntFunction<String> parse, int reserved) {
    this.slots = LayoutText.parse(layout).fields().stream().map(DeclaredLayout::slot).toList();
    this.print = print;
    this.parse = parse;
    this.reserved = reserved;
  }

  private static Slot slot(FieldLayout field) {
    return new Slot(field.cName(), field.offset(), field.width());
  }

  @Override
  public List<Slot> slots() {
    return slots;
  }

  @Override
  public Map<String, Integer> values(int word) {
    Map<String, Integer> values = new LinkedHashMap<>();
    slots.forEach(slot -> values.put(slot.name(), 0));
    for (String part : print.apply(word & ~reserved).split(" ")) {
      int equals = part.indexOf('=');
      if (equals >= 0) {
        values.put(part.substring(0, equals), Integer.parseInt(part.substring(equals + 1)));
      } else if (!part.isEmpty()) {
        values.put(part, 1);
      }
    }
    return values;
  }

  @Override
  public int word(Map<String, Integer> values) {
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) -> text.append(name).append('=').append(value).append(' '));
    return parse.applyAsInt(text.toString());
  }

  @Override
  public int unnamed(int word) {
    return word & reserved;
  }
}
