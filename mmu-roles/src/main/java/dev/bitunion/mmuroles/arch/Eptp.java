package dev.bitunion.mmuroles.arch;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Skip;

/**
 * Extended-page-table pointer: where nested EPT starts and how it is walked.
 *
 * <p>Source: Intel SDM volume 3, section 24.6.11 (VM-execution control fields).
 */
@BitUnion(bits = 64)
public interface Eptp {
  /** Memory type of the tables: 0 uncacheable, 6 write-back. */
  @Field(bits = 3, at = 0)
  int memtype();

  /** Number of levels minus one: 3 or 4. */
  @Field(bits = 3, at = 3)
  int walkLength();

  /** Entries have accessed and dirty bits. */
  @Field(bits = 1, at = 6)
  boolean ad();

  /** Frame number of the top-level table: physical address bits 51:12. */
  @Skip(5)
  @Field(bits = 40, at = 12)
  long frame();
}
