package dev.bitunion.examples;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Part;

/**
 * The combined program status register xPSR of a Cortex-M4 (ARMv7-M Architecture Reference Manual,
 * section B1.4.2; xPSR_Type in CMSIS).
 */
@BitUnion(bits = 32)
public interface ProgramStatus {
  /** Number of the exception that is handled; 0 outside of handlers. */
  @Field(bits = 9, cName = "ISR")
  int exception();

  /** State of an If-Then block or of an interrupted load or store of several registers. */
  @Field(
      parts = {@Part(bits = 2, at = 25), @Part(bits = 6, at = 10)},
      cName = "ICI_IT")
  int ifThen();

  /** Results of parallel additions, a bit a byte. */
  @Field(bits = 4, at = 16, cName = "GE")
  int greaterEqual();

  /** Thumb instructions: always set. */
  @Field(bits = 1, at = 24, cName = "T")
  boolean thumb();

  /** A result was cut to its range. */
  @Field(bits = 1, at = 27, cName = "Q")
  boolean saturated();

  /** Signed overflow. */
  @Field(bits = 1, cName = "V")
  boolean overflow();

  /** Carry. */
  @Field(bits = 1, cName = "C")
  boolean carry();

  /** Zero. */
  @Field(bits = 1, cName = "Z")
  boolean zero();

  /** Negative. */
  @Field(bits = 1, cName = "N")
  boolean negative();
}
