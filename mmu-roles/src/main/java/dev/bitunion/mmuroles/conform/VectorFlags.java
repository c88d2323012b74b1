package dev.bitunion.mmuroles.conform;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/** The flags column of the walk vectors. */
@BitUnion(bits = 16)
interface VectorFlags {
  /** CR0.WP. */
  @Field(bits = 1, at = 0)
  boolean wp();

  /** EFER.NX. */
  @Field(bits = 1, at = 1)
  boolean nx();

  /** CR4.SMEP. */
  @Field(bits = 1, at = 2)
  boolean smep();

  /** CR4.SMAP. */
  @Field(bits = 1, at = 3)
  boolean smap();

  /** CR4.PSE. */
  @Field(bits = 1, at = 4)
  boolean pse();

  /** CR4.PKE. */
  @Field(bits = 1, at = 5)
  boolean pke();

  /** The guest's CPUID has 1 GB pages. */
  @Field(bits = 1, at = 6)
  boolean gbpages();

  /** The guest is an AMD or Hygon processor. */
  @Field(bits = 1, at = 7)
  boolean amd();

  /** Nested EPT may use execute-only entries. */
  @Field(bits = 1, at = 8)
  boolean execonly();

  /** Nested EPT has accessed and dirty bits. */
  @Field(bits = 1, at = 9)
  boolean eptAd();
}
