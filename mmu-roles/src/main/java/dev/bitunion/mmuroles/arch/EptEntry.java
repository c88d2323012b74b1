package dev.bitunion.mmuroles.arch;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/**
 * An 8-byte entry of an extended page table, of any level. It is present if any of its three rights
 * is set.
 *
 * <p>Source: Intel SDM volume 3, section 28.3.2, tables 28-1 to 28-6.
 */
@BitUnion(bits = 64)
public interface EptEntry {
  /** Readable. */
  @Field(bits = 1, at = 0, cName = "R")
  boolean readable();

  /** Writable. */
  @Field(bits = 1, at = 1, cName = "W")
  boolean writable();

  /** Executable. */
  @Field(bits = 1, at = 2, cName = "X")
  boolean executable();

  /** A leaf's memory type (0 UC, 1 WC, 4 WT, 5 WP, 6 WB; others misconfigured); else reserved. */
  @Field(bits = 3, at = 3, cName = "MT")
  int memoryType();

  /** A leaf's type ignores PAT; else reserved. */
  @Field(bits = 1, at = 6, cName = "IPAT")
  boolean ignorePat();

  /** Level 2: a 2 MB page; level 3: a 1 GB page; level 1: ignored; reserved above. */
  @Field(bits = 1, at = 7, cName = "PS")
  boolean pageSize();

  /** Used in a translation; ignored unless the EPTP enables accessed and dirty bits. */
  @Field(bits = 1, at = 8, cName = "A")
  boolean accessed();

  /** The page was written; ignored unless the EPTP enables accessed and dirty bits. */
  @Field(bits = 1, at = 9, cName = "D")
  boolean dirty();

  /** Executable in user mode, with mode-based execute control; else ignored. */
  @Field(bits = 1, at = 10, cName = "XU")
  boolean userExecutable();

  /** Ignored. */
  @Field(bits = 1, at = 11, cName = "AVL")
  boolean available();

  /** Frame number of the table or page: physical address bits 51:12. */
  @Field(bits = 40, at = 12, cName = "FRAME")
  long frame();

  /** Ignored, but for bits that later features took. */
  @Field(bits = 12, at = 52, cName = "AVL_HIGH")
  int availableHigh();
}
