package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.cli.RoleLayout.NamedField;
import dev.bitunion.mmuroles.role.Access;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.List;

/**
 * A role word and all that is said of it, in the three formats.
 *
 * @param input what the user gave
 * @param layout the union that it is read as
 * @param word the word
 * @param unknown bits that the input does not tell
 * @param meaning the sentence that says what it is
 * @param notes what the reader should doubt
 */
record DecodedWord(
    String input, RoleLayout layout, long word, int unknown, String meaning, List<String> notes) {
  private static final int NAME_WIDTH = 21;
  private static final int PLACE_WIDTH = 7;

  static final String CSV_HEADER = Csv.row("input", "word", "layout", "field", "bits", "value");

  /** A word whose input tells all of it. */
  static DecodedWord of(String input, RoleLayout layout, long word, RoleModel model) {
    String impossible = layout.impossible(model, word);
    List<String> notes =
        impossible == null
            ? List.of()
            : List.of("impossible as Linux " + model.kernel() + ": " + impossible);
    return new DecodedWord(input, layout, word, 0, layout.meaning(model, word), notes);
  }

  /** Whether the input tells the field's value. */
  private boolean tells(NamedField field) {
    return (field.field().mask() & unknown) == 0;
  }

  private List<String> untold() {
    return layout.fields().stream().filter(f -> !tells(f)).map(NamedField::name).toList();
  }

  void text(Session session, RoleModel model) {
    StringBuilder text = new StringBuilder(session.bold(layout.hex(word)));
    text.append("  ").append(layout.title()).append(" as Linux ").append(model.kernel());
    if (unknown != 0) {
      text.append("; not printed: ").append(String.join(", ", untold()));
    }
    text.append("\n  ").append(meaning).append('\n');
    for (NamedField field : layout.fields()) {
      int value = field.get(word);
      padded(text.append("  "), field.name(), NAME_WIDTH);
      padded(text, field.place(), PLACE_WIDTH);
      text.append(tells(field) ? valueText(field, value) : "?").append('\n');
    }
    for (String note : notes) {
      text.append("  note: ").append(note).append('\n');
    }
    session.out().print(text);
  }

  /** By hand: the first use of a formatter takes as long as everything else here. */
  private static void padded(StringBuilder text, String cell, int width) {
    text.append(cell).append(" ".repeat(Math.max(1, width - cell.length())));
  }

  /** One field of a word; a value of null is not told. */
  static String csvRow(
      String input, RoleLayout layout, long word, String name, String place, Integer value) {
    return Csv.row(input, layout.hex(word), layout.name(), name, place, value);
  }

  private static String valueText(NamedField field, int value) {
    return field.field().name().equals("access") ? value + "  " + Access.text(value) : "" + value;
  }

  void json(Session session, RoleModel model) {
    JsonWriter json =
        new JsonWriter()
            .put("input", input)
            .put("word", layout.hex(word))
            .put("kernel", model.kernel().toString())
            .put("layout", layout.name());
    if (layout == RoleLayout.full) {
      json.put("base", half(RoleLayout.page, MmuRoleBits.base(word)));
      json.put("ext", half(RoleLayout.ext, MmuRoleBits.ext(word)));
    } else {
      json.put("fields", fields(layout, (int) word));
    }
    json.put("not_printed", untold()).put("meaning", meaning).put("notes", notes);
    session.out().println(json);
  }

  private JsonWriter half(RoleLayout half, int value) {
    return new JsonWriter().put("word", RoleLayout.hex(value)).put("fields", fields(half, value));
  }

  private JsonWriter fields(RoleLayout half, int value) {
    JsonWriter json = new JsonWriter();
    half.fields().stream()
        .filter(this::tells)
        .forEach(field -> json.put(field.name(), field.get(value)));
    return json;
  }

  void csv(Session session) {
    for (NamedField field : layout.fields()) {
      Integer value = tells(field) ? field.get(word) : null;
      session.out().println(csvRow(input, layout, word, field.name(), field.place(), value));
    }
    notes.forEach(session::note);
  }

  void print(Session session, Format format, RoleModel model) {
    switch (format) {
      case text -> text(session, model);
      case json -> json(session, model);
      case csv -> csv(session);
    }
  }
}
