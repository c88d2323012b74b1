package dev.bitunion.layout.abi;

/** The C types that a member can be declared with; sizes of LP64. */
public enum CScalar {
  /** None stated. */
  NONE(0, false),
  /** {@code _Bool}. */
  BOOL(8, false),
  /** {@code int8_t}. */
  S8(8, true),
  /** {@code uint8_t}. */
  U8(8, false),
  /** {@code int16_t}. */
  S16(16, true),
  /** {@code uint16_t}. */
  U16(16, false),
  /** {@code int32_t}. */
  S32(32, true),
  /** {@code uint32_t}. */
  U32(32, false),
  /** {@code int64_t}. */
  S64(64, true),
  /** {@code uint64_t}. */
  U64(64, false);

  private final int bits;
  private final boolean signed;

  CScalar(int bits, boolean signed) {
    this.bits = bits;
    this.signed = signed;
  }

  /** Its size. */
  public int bits() {
    return bits;
  }

  /** Bits that carry a value: of a {@code _Bool} only the least significant one. */
  public int valueBits() {
    return this == BOOL ? 1 : bits;
  }

  /** Whether it is in two's complement. */
  public boolean signed() {
    return signed;
  }
}
