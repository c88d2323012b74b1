package dev.bitunion.mmuroles.arch;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Skip;

/**
 * Control register CR3 as 4- and 5-level paging read it with CR4.PCIDE = 1.
 *
 * <p>Without PCIDE the low 12 bits hold PWT (bit 3) and PCD (bit 4), in PAE paging bits 11:5 belong
 * to the table's address, and bit 63 is reserved. Source: Intel SDM volume 3, sections 2.5 and
 * 4.10.4.1.
 */
@BitUnion(bits = 64)
public interface Cr3 {
  /** Process-context identifier; 0 when CR4.PCIDE is clear. */
  @Field(bits = 12, at = 0, cName = "PCID")
  int pcid();

  /** Frame number of the top-level table: physical address bits 51:12. */
  @Field(bits = 40, at = 12, cName = "FRAME")
  long frame();

  /** In a write with PCIDE: keep the TLB entries of this PCID. Never stored in the register. */
  @Skip(11)
  @Field(bits = 1, at = 63, cName = "NOFLUSH")
  boolean noflush();
}
