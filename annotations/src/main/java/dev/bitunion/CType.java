package dev.bitunion;

/**
 * The declared type of a C member: it decides where compilers put it and whether it is signed. Used
 * where {@link BitUnion#abi()} follows a C ABI; sizes are those of LP64 (Linux, macOS), and {@code
 * long} is {@link #S64} there.
 */
public enum CType {
  /** Not stated: the only choice under {@link Abi#LINEAR}. */
  NONE,
  /** {@code _Bool}: one byte, its value in the least significant bit. */
  BOOL,
  /** {@code signed char}, {@code int8_t}; plain {@code char} on x86. */
  S8,
  /** {@code unsigned char}, {@code uint8_t}. */
  U8,
  /** {@code short}, {@code int16_t}. */
  S16,
  /** {@code unsigned short}, {@code uint16_t}. */
  U16,
  /** {@code int}, {@code int32_t}; enums with negative constants. */
  S32,
  /** {@code unsigned int}, {@code uint32_t}; other enums. */
  U32,
  /** {@code long long}, {@code long}, {@code int64_t}. */
  S64,
  /** {@code unsigned long long}, {@code unsigned long}, {@code uint64_t}, pointers. */
  U64
}
