package dev.bitunion.processor.write;

import dev.bitunion.layout.Diagram;
import dev.bitunion.layout.FieldLayout;
import dev.bitunion.processor.source.CodeBlock;
import java.util.stream.Collectors;

/** The comments of generated members. */
final class Docs {
  private Docs() {}

  static CodeBlock of(String text, String... tags) {
    CodeBlock.Builder doc = CodeBlock.builder().add("$L\n", text);
    if (tags.length > 0) {
      doc.add("\n");
    }
    for (String tag : tags) {
      doc.add("@$L\n", tag);
    }
    return doc.build();
  }

  /** A text, and the source method's own comment below it. */
  static String with(String text, String source) {
    return source.isEmpty() ? text : text + "\n\n<p>" + source;
  }

  /** {@code bits 3..0} or {@code bit 4}. */
  static String place(FieldLayout field) {
    String bits = field.parts().stream().map(Diagram::range).collect(Collectors.joining(" + "));
    return (field.width() == 1 ? "bit " : "bits ") + bits;
  }
}
