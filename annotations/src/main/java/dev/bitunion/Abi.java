package dev.bitunion;

/** The rules by which the fields of a {@link BitUnion} take their places. */
public enum Abi {
  /** One bit after the other, as registers are documented. No declared types, no alignment. */
  LINEAR,
  /** gcc and clang on Linux, BSD and macOS (System V psABI). */
  SYSV,
  /** {@code __attribute__((packed))}. */
  PACKED,
  /** Microsoft's compiler, and gcc's {@code ms_struct}. */
  MSVC
}
