package dev.bitunion.processor.model;

import dev.bitunion.layout.abi.CScalar;
import java.util.List;

/**
 * A field as it is declared.
 *
 * @param method the name of its method; with the names of the views around it in front
 * @param cName its name in C, likewise
 * @param type what the method returns
 * @param bits its width as stated, 0 where it follows from elsewhere
 * @param at its offset as stated, or {@link dev.bitunion.layout.place.Member#IN_SEQUENCE}
 * @param skips the paddings in front of it
 * @param flatten whether a nested union's fields are reachable from the outer word
 * @param doc the method's documentation, empty for none
 * @param options what else the declaration says
 * @param sites where to complain
 */
public record FieldModel(
    String method,
    String cName,
    ValueType type,
    int bits,
    int at,
    List<SkipModel> skips,
    boolean flatten,
    String doc,
    FieldOptions options,
    FieldSites sites)
    implements MemberModel {
  /** Copies the list. */
  public FieldModel {
    skips = List.copyOf(skips);
  }

  @Override
  public String declared() {
    return options.declared();
  }

  /** Its width, of one element of an array: as stated, or as it follows; 0 if nothing says it. */
  public int width() {
    if (bits != 0) {
      return bits;
    }
    if (!options.parts().isEmpty()) {
      int width = 0;
      for (PartModel part : options.parts()) {
        width += part.bits();
      }
      return width;
    }
    return options.type().valueBits();
  }

  /** Whether it is a member of its own in C, and no bit-field. */
  public boolean isPlain() {
    return bits == 0 && options.parts().isEmpty() && !options.raw();
  }

  /**
   * Whether it is a raw word by the name of {@code word}: in a faultless union, all of the type.
   */
  public boolean isNamedWord() {
    return options.raw() && method.equals("word");
  }

  /** Whether its number is in two's complement. */
  public boolean isSigned() {
    return options.signed() || options.type().signed();
  }

  /** The storage that it takes as a C member of its own, of one element of an array. */
  public int storageBits() {
    return options.type() == CScalar.NONE ? width() : options.type().bits();
  }
}
