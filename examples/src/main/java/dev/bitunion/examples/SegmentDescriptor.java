package dev.bitunion.examples;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Part;

/**
 * An entry of the x86 global descriptor table: base and limit are split over three and two places
 * (Intel SDM volume 3, figure 3-8 "Segment Descriptor").
 */
@BitUnion(bits = 64)
public interface SegmentDescriptor {
  /** Linear address of the first byte of the segment. */
  @Field(parts = {@Part(bits = 24, at = 16), @Part(bits = 8, at = 56)})
  int base();

  /**
   * Size of the segment less 1, in bytes, or in pages of 4096 bytes with {@link #granularity()}.
   */
  @Field(parts = {@Part(bits = 16, at = 0), @Part(bits = 4, at = 48)})
  int limit();

  /** Type of the segment; bit 3 says that it is code. */
  @Field(bits = 4, at = 40)
  int type();

  /** A code or data segment, and not one of the system. */
  @Field(bits = 1)
  boolean nonSystem();

  /** Privilege level: 0 for the kernel, 3 for programs. */
  @Field(bits = 2)
  int dpl();

  /** The segment can be used. */
  @Field(bits = 1)
  boolean present();

  /** For software. */
  @Field(bits = 1, at = 52)
  boolean available();

  /** 64-bit code. */
  @Field(bits = 1)
  boolean longMode();

  /** 32-bit operands and addresses by default. */
  @Field(bits = 1)
  boolean big();

  /** The limit counts pages. */
  @Field(bits = 1)
  boolean granularity();
}
