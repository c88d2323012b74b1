package dev.bitunion.mmuroles.conform;

import java.util.Arrays;

/** Reading and comparing the comma-separated fields of a vector line. */
final class VectorLine {
  private VectorLine() {}

  /** The fields of a line. */
  static String[] split(String line) {
    return line.split(",", -1);
  }

  /** A hexadecimal field of up to 64 bits, without 0x. */
  static long hex(String field) {
    return Long.parseUnsignedLong(field, 16);
  }

  /** A flag field, 0 or 1. */
  static boolean flag(String field) {
    return field.equals("1");
  }

  /** The fields from {@code first} on, joined again. */
  static String rest(String[] fields, int first) {
    return String.join(",", Arrays.asList(fields).subList(first, fields.length));
  }

  /** Results joined as a vector line joins them. */
  static String join(Object... results) {
    StringBuilder text = new StringBuilder();
    for (Object result : results) {
      if (!text.isEmpty()) {
        text.append(',');
      }
      text.append(result);
    }
    return text.toString();
  }
}
