package demo;

import dev.bitunion.Access;
import dev.bitunion.BitUnion;
import dev.bitunion.Fallback;
import dev.bitunion.Field;
import dev.bitunion.Part;
import dev.bitunion.Raw;

/** Split, scaled and signed fields, an array, a raw word beside them, and what cannot be read. */
@BitUnion(bits = 64)
public interface Segment {
  /** {@return where it starts, from two places} */
  @Field(parts = {@Part(at = 16, bits = 16), @Part(at = 32, bits = 8)})
  int base();

  /** {@return its size, in pages} */
  @Field(bits = 4, at = 40, scale = 12)
  int limit();

  /** {@return an offset} */
  @Field(bits = 4, at = 44, signed = true)
  int bias();

  /**
   * {@return whether a key is on}
   *
   * @param index which key
   */
  @Field(bits = 1, at = 48, count = 3)
  boolean key(int index);

  /** {@return its mode} */
  @Field(bits = 2, at = 51)
  Mode mode();

  /** {@return nothing: it can only be written} */
  @Field(bits = 1, at = 53, access = Access.WRITE_ONLY)
  boolean go();

  /** {@return the low half as it is} */
  @Raw(bits = 16)
  int low();

  /** Modes. */
  enum Mode {
    /** Off. */
    OFF,
    /** All other numbers. */
    @Fallback
    ON
  }
}
