package dev.bitunion.mmuroles.arch;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Skip;

/**
 * The address parts of a 4-byte page-directory entry that maps a 4 MB page; bits 11:0 are those of
 * {@link Pte32}.
 *
 * <p>Bits 21:17 are reserved on a machine whose PSE36 carries 40 address bits. Source: Intel SDM
 * volume 3, section 4.3, table 4-4.
 */
@BitUnion(bits = 32)
public interface Pde4M {
  /** Page attribute table. */
  @Skip(12)
  @Field(bits = 1, at = 12, cName = "PAT")
  boolean pat();

  /** PSE36: physical address bits 35:32. */
  @Field(bits = 4, at = 13, cName = "FRAME_HIGH")
  int frameHigh();

  /** Reserved with CR4.PSE: would be physical address bits 40:36. */
  @Field(bits = 5, at = 17, cName = "RSVD")
  int rsvd();

  /** Physical address bits 31:22. */
  @Field(bits = 10, at = 22, cName = "FRAME")
  int frame();
}
