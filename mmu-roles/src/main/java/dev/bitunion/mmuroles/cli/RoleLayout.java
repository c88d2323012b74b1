package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.PageMeaning;
import dev.bitunion.mmuroles.role.PageRule;
import dev.bitunion.mmuroles.role.RoleField;
import dev.bitunion.mmuroles.role.RoleFields;
import dev.bitunion.mmuroles.role.RoleMeaning;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.role.RoleOrigin;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The three unions that a role word can be. The constants are what a user types. */
public enum RoleLayout {
  /** The 32-bit role of a shadow page. */
  page("page role"),
  /** The 32-bit extended role. */
  ext("extended role"),
  /** The 64-bit role of an MMU context. */
  full("full role");

  private final String title;

  RoleLayout(String title) {
    this.title = title;
  }

  /** What the union is called. */
  public String title() {
    return title;
  }

  /** What a union is called in the middle of a sentence. */
  String withArticle() {
    return (this == ext ? "an " : "a ") + title;
  }

  /** The layout that a word has if nothing else is said: full above 32 bits, else page. */
  public static RoleLayout of(long word) {
    return Integer.toUnsignedLong((int) word) == word ? page : full;
  }

  /** The word as every answer repeats it: {@code 0x00003714}, {@code 0x0000000d00003714}. */
  public String hex(long word) {
    return this == full ? "0x" + HexFormat.of().toHexDigits(word) : hex((int) word);
  }

  /** A 32-bit word as every answer repeats it. */
  public static String hex(int word) {
    return "0x" + HexFormat.of().toHexDigits(word);
  }

  /** The fields of a 32-bit layout, or of a full role's two halves one after the other. */
  public List<NamedField> fields() {
    List<NamedField> named = new ArrayList<>();
    if (this != ext) {
      add(named, this == full ? "base." : "", RoleFields.PAGE, MmuRoleBits.BASE_SHIFT);
    }
    if (this != page) {
      add(
          named,
          this == full ? "ext." : "",
          RoleFields.EXT,
          this == full ? MmuRoleBits.EXT_SHIFT : 0);
    }
    return named;
  }

  private static void add(List<NamedField> named, String prefix, List<RoleField> half, int shift) {
    for (RoleField field : half) {
      named.add(new NamedField(prefix + field.name(), field, shift));
    }
  }

  /**
   * A field under the name that it has in a layout.
   *
   * @param name its name, behind {@code base.} or {@code ext.} in a full role
   * @param field the field of the 32-bit half
   * @param halfShift where that half begins
   */
  public record NamedField(String name, RoleField field, int halfShift) {
    /** Its value; flags are 0 or 1. */
    public int get(long word) {
      return field.get(halfShift == 0 ? (int) word : MmuRoleBits.ext(word));
    }

    /** The word with the field set. */
    public long set(long word, int value) {
      return halfShift == 0
          ? MmuRoleBits.withBase(word, field.setTruncated(MmuRoleBits.base(word), value))
          : MmuRoleBits.withExt(word, field.setTruncated(MmuRoleBits.ext(word), value));
    }

    /** {@code 35:32}, or {@code 7} for a flag. */
    public String place() {
      int low = field.shift() + halfShift;
      return field.width() == 1 ? Integer.toString(low) : (low + field.width() - 1) + ":" + low;
    }
  }

  /** The sentence that says what the word is. */
  public String meaning(RoleModel model, long word) {
    return switch (this) {
      case page -> PageMeaning.of((int) word);
      case ext -> RoleMeaning.ofExt((int) word);
      case full -> RoleMeaning.ofFull(model, word);
    };
  }

  /** Why no kernel of this layout has such a word; null if one can. */
  public String impossible(RoleModel model, long word) {
    return switch (this) {
      case page -> {
        Optional<PageRule> broken = PageRule.brokenBy((int) word);
        yield broken.isEmpty() ? null : broken.get().reason();
      }
      case ext -> RoleMeaning.impossibleExt((int) word);
      case full -> {
        boolean known = word == 0 || !RoleOrigin.of(model, word).isEmpty();
        yield known ? null : "no registers give this role in any of the five ways to compute one";
      }
    };
  }
}
