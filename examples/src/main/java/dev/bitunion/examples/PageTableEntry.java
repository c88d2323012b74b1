package dev.bitunion.examples;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Skip;

/**
 * An x86-64 page-table entry that maps a 4-KByte page (Intel SDM volume 3, section 5.5.4
 * "Linear-Address Translation with 4-Level Paging", table "Format of a Page-Table Entry that Maps a
 * 4-KByte Page").
 */
@BitUnion(bits = 64)
public interface PageTableEntry {
  /** The entry maps a page. */
  @Field(bits = 1)
  boolean present();

  /** Writes are allowed. */
  @Field(bits = 1)
  boolean writable();

  /** User-mode accesses are allowed. */
  @Field(bits = 1)
  boolean user();

  /** Page-level write-through. */
  @Field(bits = 1)
  boolean pwt();

  /** Page-level cache disable. */
  @Field(bits = 1)
  boolean pcd();

  /** Set by the processor when the page was used. */
  @Field(bits = 1)
  boolean accessed();

  /** Set by the processor when the page was written. */
  @Field(bits = 1)
  boolean dirty();

  /** Bit 2 of the index into the page attribute table. */
  @Field(bits = 1)
  boolean pat();

  /** The translation survives a load of CR3 (with CR4.PGE = 1). */
  @Field(bits = 1)
  boolean global();

  /** Number of the 4-KByte page frame: the physical address divided by 4096. */
  @Skip(3)
  @Field(bits = 40)
  long frame();

  /** Protection key (with CR4.PKE or CR4.PKS = 1). */
  @Skip(7)
  @Field(bits = 4)
  int pkey();

  /** Instruction fetches are not allowed (with EFER.NXE = 1). */
  @Field(bits = 1)
  boolean noExecute();
}
