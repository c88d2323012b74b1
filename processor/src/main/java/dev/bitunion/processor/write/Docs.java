package dev.bitunion.processor.write;

import dev.bitunion.layout.Diagram;
import dev.bitunion.layout.FieldLayout;
import dev.bitunion.layout.Part;

/** The comments of generated members. */
final class Docs {
  private Docs() {}

  /** A text and its tags. */
  static String of(String text, String... tags) {
    StringBuilder doc = new StringBuilder(text).append('\n');
    if (tags.length > 0) {
      doc.append('\n');
    }
    for (String tag : tags) {
      doc.append('@').append(tag).append('\n');
    }
    return doc.toString();
  }

  /** A text, and the source method's own comment below it. */
  static String with(String text, String source) {
    return source.isEmpty() ? text : text + "\n\n<p>" + source;
  }

  /** {@code level: bits 3..0}, and of an array which elements it has. */
  static String named(FieldLayout field) {
    String name = field.cName() + ": " + place(field);
    return field.traits().isArray() ? name + ", element 0.." + (field.traits().count() - 1) : name;
  }

  /** {@code bits 3..0} or {@code bit 4}. */
  static String place(FieldLayout field) {
    StringBuilder text = new StringBuilder(field.width() == 1 ? "bit " : "bits ");
    String between = "";
    for (Part part : field.parts()) {
      text.append(between).append(Diagram.range(part));
      between = " + ";
    }
    return text.toString();
  }
}
