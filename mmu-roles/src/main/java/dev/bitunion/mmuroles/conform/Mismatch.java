package dev.bitunion.mmuroles.conform;

/**
 * A value that is not what the kernel computed.
 *
 * @param line the line of the file, counted from 1
 * @param what the value
 * @param expected the kernel's
 * @param actual ours
 */
public record Mismatch(long line, String what, String expected, String actual) {
  @Override
  public String toString() {
    return "line " + line + ": " + what + ": expected " + expected + ", got " + actual;
  }
}
