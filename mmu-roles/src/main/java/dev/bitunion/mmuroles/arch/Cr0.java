package dev.bitunion.mmuroles.arch;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Skip;

/**
 * Control register CR0. Only PG and WP reach an MMU role; the others decide which writes fault.
 *
 * <p>Source: Intel SDM volume 3, section 2.5.
 */
@BitUnion(bits = 64)
public interface Cr0 {
  /** Protection enable; PG needs it. */
  @Field(bits = 1, at = 0, cName = "PE")
  boolean pe();

  /** Monitor coprocessor. */
  @Field(bits = 1, at = 1, cName = "MP")
  boolean mp();

  /** x87 emulation. */
  @Field(bits = 1, at = 2, cName = "EM")
  boolean em();

  /** Task switched. */
  @Field(bits = 1, at = 3, cName = "TS")
  boolean ts();

  /** Extension type; always 1 on current processors. */
  @Field(bits = 1, at = 4, cName = "ET")
  boolean et();

  /** Numeric error. */
  @Field(bits = 1, at = 5, cName = "NE")
  boolean ne();

  /** Write protect: supervisor writes obey read-only entries. */
  @Skip(10)
  @Field(bits = 1, at = 16, cName = "WP")
  boolean wp();

  /** Alignment mask. */
  @Skip(1)
  @Field(bits = 1, at = 18, cName = "AM")
  boolean am();

  /** Not write-through; illegal without CD. */
  @Skip(10)
  @Field(bits = 1, at = 29, cName = "NW")
  boolean nw();

  /** Cache disable. */
  @Field(bits = 1, at = 30, cName = "CD")
  boolean cd();

  /** Paging. */
  @Field(bits = 1, at = 31, cName = "PG")
  boolean pg();
}
