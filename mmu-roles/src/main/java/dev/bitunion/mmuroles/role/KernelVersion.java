package dev.bitunion.mmuroles.role;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of Linux, as far as behaviour is told apart by it: {@code 5.14}; the stable part is
 * ignored.
 *
 * @param major the first number
 * @param minor the second number
 */
public record KernelVersion(int major, int minor) implements Comparable<KernelVersion> {
  /** The kernel whose own code the vectors come from. */
  public static final KernelVersion V5_14 = new KernelVersion(5, 14);

  /** The second kernel, known from its traces. */
  public static final KernelVersion V6_1 = new KernelVersion(6, 1);

  /** Compiled when a version is read: start-up is felt. */
  private static final class Text {
    static final Pattern PATTERN =
        Pattern.compile("v?(\\d{1,3})\\.(\\d{1,3})(?:\\.\\d{1,5})?(?:[-+].*)?");
  }

  /**
   * Reads {@code 5.14}, {@code v5.14}, {@code 5.14.2} or {@code 6.1.0-56-amd64}.
   *
   * @throws IllegalArgumentException if the text is no kernel version
   */
  public static KernelVersion parse(String text) {
    Matcher m = Text.PATTERN.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a kernel version; write it as 5.14 or 5.14.2");
    }
    return new KernelVersion(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
  }

  /** A version as our own tables write it: two numbers, {@code 5.14}. */
  static KernelVersion of(String text) {
    int dot = text.indexOf('.');
    return new KernelVersion(
        Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
  }

  @Override
  public int compareTo(KernelVersion other) {
    int byMajor = Integer.compare(major, other.major);
    return byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
  }

  /** Written out, for a record's own is linked at its first call, at a third of a short command. */
  @Override
  public boolean equals(Object other) {
    return other instanceof KernelVersion that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return Integer.hashCode(major) ^ Integer.reverse(minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
