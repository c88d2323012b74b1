package dev.bitunion.importer.emit;

import dev.bitunion.importer.layout.CType;
import java.util.List;

/**
 * A C type as an interface to write.
 *
 * @param type the C type
 * @param name the interface's simple name
 * @param root its fields and views
 * @param enums the enumerations that its fields return
 * @param omitted what the interface does not hold, and why
 */
public record Imported(
    CType type, String name, Scope root, List<JavaEnum> enums, List<String> omitted) {

  /** Widest word that generated code holds in one Java integer. */
  public static final int WORD_BITS = 64;

  /** Largest type that can be declared: 8 KB. */
  public static final int MAX_BITS = 1 << 16;

  /** Why the type cannot be declared; null if it can. */
  public String hindrance() {
    if (type.bits() > MAX_BITS) {
      return "it has " + type.bytes() + " bytes, and a declaration at most " + MAX_BITS / Byte.SIZE;
    }
    return root.allMembers().isEmpty() ? "it has no member that is a number" : null;
  }

  /** Whether the type is read from memory only, because no Java integer holds it. */
  public boolean isWide() {
    return type.bits() > WORD_BITS;
  }
}
