package dev.bitunion.processor.corpus;

import java.util.ArrayList;
import java.util.List;

/** Which generated forms a corpus type is checked through. */
final class Forms {
  private static final int WORD_BYTES = 8;

  private Forms() {}

  /** What a declaration asks for besides its layout. */
  static String annotation(int size) {
    return size <= WORD_BYTES
        ? ", forms = {}"
        : ", forms = {Form.ARRAY, Form.BUFFER" + (hasSegments() ? ", Form.SEGMENT}" : "}");
  }

  private static boolean hasSegments() {
    return Runtime.version().feature() >= 22;
  }

  /** The class that holds a type's constants. */
  static Class<?> constants(ClassLoader loader, Declaration declaration)
      throws ClassNotFoundException {
    String suffix = declaration.type().size() <= WORD_BYTES ? "Bits" : "Layout";
    return generated(loader, declaration, suffix);
  }

  /** The forms of a type: its word, or what lies over memory. */
  static List<Form> of(ClassLoader loader, Declaration declaration) throws ClassNotFoundException {
    CorpusType type = declaration.type();
    List<Form> forms = new ArrayList<>();
    if (type.size() <= WORD_BYTES) {
      Class<?> bits = generated(loader, declaration, "Bits");
      forms.add(new WordForm(bits, type.size(), type.bigEndian()));
      return forms;
    }
    for (MemoryForm.Kind kind : MemoryForm.Kind.values()) {
      if (kind != MemoryForm.Kind.SEGMENT || hasSegments()) {
        Class<?> form = generated(loader, declaration, kind.suffix());
        forms.add(new MemoryForm(form, kind, type.bigEndian(), false));
        forms.add(new MemoryForm(form, kind, type.bigEndian(), true));
      }
    }
    return forms;
  }

  private static Class<?> generated(ClassLoader loader, Declaration declaration, String suffix)
      throws ClassNotFoundException {
    return loader.loadClass(InterfaceWriter.PACKAGE + "." + declaration.simpleName() + suffix);
  }
}
