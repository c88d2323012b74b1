package dev.bitunion.mmuroles.arch;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Skip;

/**
 * The extended feature enable register, MSR 0xc0000080. LMA and NX reach an MMU role.
 *
 * <p>Source: AMD APM volume 2, section 3.1.7; Intel SDM volume 3, section 2.2.1. NX is NXE there.
 */
@BitUnion(bits = 64)
public interface Efer {
  /** System call extensions. */
  @Field(bits = 1, at = 0, cName = "SCE")
  boolean sce();

  /** Long mode enable: what software asks for. */
  @Skip(7)
  @Field(bits = 1, at = 8, cName = "LME")
  boolean lme();

  /** Long mode active: LME and paging. */
  @Skip(1)
  @Field(bits = 1, at = 10, cName = "LMA")
  boolean lma();

  /** No-execute: bit 63 of an 8-byte entry is XD instead of reserved. */
  @Field(bits = 1, at = 11, cName = "NX")
  boolean nx();

  /** SVM enable. */
  @Field(bits = 1, at = 12, cName = "SVME")
  boolean svme();

  /** Long mode segment limit enable. */
  @Field(bits = 1, at = 13, cName = "LMSLE")
  boolean lmsle();

  /** Fast FXSAVE and FXRSTOR. */
  @Field(bits = 1, at = 14, cName = "FFXSR")
  boolean ffxsr();

  /** Translation cache extension. */
  @Field(bits = 1, at = 15, cName = "TCE")
  boolean tce();
}
