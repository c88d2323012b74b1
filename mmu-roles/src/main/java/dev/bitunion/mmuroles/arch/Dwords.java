package dev.bitunion.mmuroles.arch;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/** Two 4-byte entries in the 8-byte word of memory that holds them, the lower address first. */
@BitUnion(bits = 64)
public interface Dwords {
  /** The 4 bytes at the word's own address. */
  @Field(bits = 32, at = 0)
  int low();

  /** The 4 bytes behind them. */
  @Field(bits = 32, at = 32)
  int high();
}
