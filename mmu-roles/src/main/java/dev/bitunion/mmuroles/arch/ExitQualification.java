package dev.bitunion.mmuroles.arch;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/**
 * The exit qualification of an EPT violation.
 *
 * <p>Source: Intel SDM volume 3, section 27.2.1, table 27-7.
 */
@BitUnion(bits = 64)
public interface ExitQualification {
  /** The access was a data read. */
  @Field(bits = 1, at = 0, cName = "READ")
  boolean read();

  /** The access was a data write. */
  @Field(bits = 1, at = 1, cName = "WRITE")
  boolean write();

  /** The access was an instruction fetch. */
  @Field(bits = 1, at = 2, cName = "FETCH")
  boolean fetch();

  /** All entries met so far allow reading. */
  @Field(bits = 1, at = 3, cName = "R")
  boolean readable();

  /** All entries met so far allow writing. */
  @Field(bits = 1, at = 4, cName = "W")
  boolean writable();

  /** All entries met so far allow execution. */
  @Field(bits = 1, at = 5, cName = "X")
  boolean executable();

  /** User-mode execution is allowed, with mode-based execute control. */
  @Field(bits = 1, at = 6, cName = "XU")
  boolean userExecutable();

  /** The guest linear address is valid. */
  @Field(bits = 1, at = 7, cName = "GLA_VALID")
  boolean glaValid();

  /** With a valid linear address: the fault was on its translation, not on a page-table entry. */
  @Field(bits = 1, at = 8, cName = "GLA_TRANSLATED")
  boolean glaTranslated();
}
