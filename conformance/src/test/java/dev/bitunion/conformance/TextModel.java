package dev.bitunion.conformance;

import java.util.ArrayList;
import java.util.List;

/** Words as text, from the layout alone. */
final class TextModel {
  private TextModel() {}

  /** A name in text and its bits. */
  record Row(Spec field, int index, String name) {
    boolean flag() {
      return field.is('b') && !field.array();
    }

    int[] places() {
      return field.at(index);
    }
  }

  static List<Row> rows(Layout layout) {
    List<Row> rows = new ArrayList<>();
    for (Spec field : layout.named()) {
      for (int i = 0; field.readable() && i < field.count(); i++) {
        rows.add(new Row(field, i, field.cName() + (field.array() ? "[" + i + "]" : "")));
      }
    }
    return rows;
  }

  static String text(Layout layout, Word word) {
    List<String> items = new ArrayList<>();
    for (Row row : rows(layout)) {
      long bits = word.at(row.places());
      if (!row.flag()) {
        items.add(row.name() + "=" + Meaning.text(row.field(), bits));
      } else if (bits != 0) {
        items.add(row.name());
      }
    }
    Word reserved = word.andNot(layout.fieldBits());
    if (!reserved.isZero()) {
      items.add("RESERVED_BITS=0x" + reserved.hex());
    }
    return String.join(" ", items);
  }

  static List<String> flags(Layout layout, Word word) {
    return rows(layout).stream()
        .filter(row -> row.flag() && word.at(row.places()) != 0)
        .map(Row::name)
        .toList();
  }

  static String difference(Layout layout, Word a, Word b) {
    List<String> items = new ArrayList<>();
    for (Row row : rows(layout)) {
      long from = a.at(row.places());
      long to = b.at(row.places());
      if (from == to) {
        continue;
      }
      if (row.field().is('n')) {
        Layout inner = Meaning.inner(row.field());
        Word before = Word.of(inner.bits(), from);
        String change = difference(inner, before, Word.of(inner.bits(), to));
        items.add(row.name() + " {" + change + "}");
      } else {
        String old = Meaning.text(row.field(), from);
        items.add(row.name() + " " + old + " -> " + Meaning.text(row.field(), to));
      }
    }
    return String.join(", ", items);
  }
}
