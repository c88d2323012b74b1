package dev.bitunion.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A union as its frozen {@code LAYOUT} text declares it, read without the processor's help.
 *
 * @param name its simple name
 * @param bits its width
 * @param fields its own fields, then those of unions inside
 * @param rules rules of reserved bits, by bit; none: zero
 */
record Layout(String name, int bits, List<Spec> fields, Map<Integer, String> rules) {
  /** Unions inside whose fields are not repeated; the text does not say so. */
  private static final Set<String> NOT_FLATTENED = Set.of("Whole.rules");

  /** All unions of this module. */
  static final List<String> UNIONS =
      List.of("Rules", "Numbers", "Shapes", "Rights", "Whole", "Outer", "Overlaid", "Wide");

  /** Those of one word. */
  static final List<String> WORDS = UNIONS.subList(0, UNIONS.size() - 1);

  private static final Map<String, Layout> READ = new ConcurrentHashMap<>();

  static Layout of(String union) {
    Layout read = READ.get(union);
    if (read == null) {
      read = read(union);
      READ.put(union, read);
    }
    return read;
  }

  private static Layout read(String union) {
    Layout layout = new Layout(union, 0, new ArrayList<>(), new HashMap<>());
    for (String line : text(union).split("\n")) {
      String[] words = line.split(" ");
      if (words[0].equals("union")) {
        layout = new Layout(union, Integer.parseInt(words[2]), layout.fields, layout.rules);
      } else if (words[0].equals("field")) {
        layout.fields.add(Spec.of(union, words));
      } else if (words[0].equals("reserved")) {
        for (int bit : Spec.positions(words[1])) {
          layout.rules.put(bit, words[2].equals("keep") ? "preserved" : words[2]);
        }
      }
    }
    for (Spec outer : List.copyOf(layout.fields)) {
      if (outer.is('n') && !NOT_FLATTENED.contains(union + "." + outer.cName())) {
        String inner = outer.javaType().replaceFirst(".*\\.", "");
        for (Spec field : of(inner).own()) {
          layout.fields.add(field.inside(outer));
        }
      }
    }
    return layout;
  }

  /** Every field of some unions, those of unions inside too. */
  static List<Case> cases(List<String> unions) {
    return unions.stream()
        .map(Layout::of)
        .flatMap(layout -> layout.fields.stream().map(field -> new Case(layout, field)))
        .toList();
  }

  /**
   * What a test is about: a test a field keeps each short, and says which field is wrong.
   *
   * @param layout the union
   * @param field its field
   */
  record Case(Layout layout, Spec field) {
    @Override
    public String toString() {
      return layout + "." + field.method();
    }
  }

  private static String text(String union) {
    for (String form : new String[] {"Bits", "Layout"}) {
      try {
        Class<?> type = Class.forName(Layout.class.getPackageName() + "." + union + form);
        return (String) type.getField("LAYOUT").get(null);
      } catch (ReflectiveOperationException e) {
        continue; // the other one
      }
    }
    throw new AssertionError("no layout of " + union);
  }

  /** The union's own fields. */
  List<Spec> own() {
    return fields.stream().filter(field -> field.outer() == null).toList();
  }

  /** Its own fields that are not raw words. */
  List<Spec> named() {
    return own().stream().filter(field -> !field.raw()).toList();
  }

  int bytes() {
    return bits / 8;
  }

  boolean isWord() {
    return bits <= 64;
  }

  /** Bits of fields. */
  Word fieldBits() {
    Word word = new Word(bits);
    for (Spec field : named()) {
      for (int i = 0; i < field.count(); i++) {
        word = word.with(field.at(i), -1);
      }
    }
    return word;
  }

  /** Reserved bits, named or not, under a rule. */
  Word under(String rule) {
    boolean[] reserved = new boolean[bits];
    Word named = fieldBits();
    for (int bit = 0; bit < bits; bit++) {
      reserved[bit] = !named.bit(bit) && rules.getOrDefault(bit, "zero").equals(rule);
    }
    for (Spec field : own()) {
      if (field.reserved().equals(rule)) {
        for (int bit : field.at(0)) {
          reserved[bit] = true;
        }
      }
    }
    return new Word(reserved);
  }

  /** The word after reset. */
  Word reset() {
    Word word = under("one");
    for (Spec field : own()) {
      if (field.init() != 0) {
        word = word.with(field.at(0), field.init());
      }
    }
    return word;
  }

  @Override
  public String toString() {
    return name;
  }
}
