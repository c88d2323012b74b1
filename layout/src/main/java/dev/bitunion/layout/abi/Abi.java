package dev.bitunion.layout.abi;

/** The rules by which members of a struct take their places. */
public enum Abi {
  /** One bit after the other; declared types and alignment play no part. */
  LINEAR,
  /** gcc and clang on Linux, BSD, macOS: bit-fields share a unit as long as they fit into it. */
  SYSV,
  /** {@code __attribute__((packed))}: no padding but what {@code :0} asks for; alignment 1. */
  PACKED,
  /** MSVC, and gcc's {@code ms_struct}: bit-fields share a unit only of one declared size. */
  MSVC
}
