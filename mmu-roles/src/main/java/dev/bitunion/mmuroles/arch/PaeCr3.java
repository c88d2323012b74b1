package dev.bitunion.mmuroles.arch;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Skip;

/**
 * Control register CR3 as PAE paging reads it: the page-directory-pointer table is 32-byte aligned.
 *
 * <p>Source: Intel SDM volume 3, section 4.4.1.
 */
@BitUnion(bits = 64)
public interface PaeCr3 {
  /** Which 32-byte table of the frame holds the four page-directory-pointer entries. */
  @Skip(5)
  @Field(bits = 7, at = 5, cName = "TABLE")
  int table();

  /** Frame number of the table. */
  @Field(bits = 52, at = 12, cName = "FRAME")
  long frame();
}
