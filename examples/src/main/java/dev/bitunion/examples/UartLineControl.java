package dev.bitunion.examples;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/**
 * The line control register of a 16550 serial port: an 8-bit device register at the port's base
 * address + 3 (PC16550D data sheet, section 8.1 "Line Control Register").
 */
@BitUnion(bits = 8)
public interface UartLineControl {
  /** Data bits of a character. */
  @Field(bits = 2)
  WordLength wordLength();

  /** Two stop bits instead of one (one and a half with five data bits). */
  @Field(bits = 1)
  boolean stopBits();

  /** A parity bit is sent and checked. */
  @Field(bits = 1)
  boolean parityEnable();

  /** Even parity instead of odd. */
  @Field(bits = 1)
  boolean evenParity();

  /** The parity bit is always the inverse of {@link #evenParity()}. */
  @Field(bits = 1)
  boolean stickParity();

  /** Forces the line to the spacing state. */
  @Field(bits = 1)
  boolean setBreak();

  /** Divisor latch access: the first two registers are the baud rate divisor. */
  @Field(bits = 1)
  boolean dlab();

  /** Data bits of a character, in the order of their encoding. */
  enum WordLength {
    /** Five data bits. */
    FIVE,
    /** Six data bits. */
    SIX,
    /** Seven data bits. */
    SEVEN,
    /** Eight data bits. */
    EIGHT
  }
}
