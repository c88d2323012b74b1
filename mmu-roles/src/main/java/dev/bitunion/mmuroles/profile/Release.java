package dev.bitunion.mmuroles.profile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of Linux, as far as layouts are told apart by it: three numbers up to 2.6, two since
 * 3.0, where the third only counts fixes.
 *
 * @param major the first number
 * @param minor the second number
 * @param patch the third number of 2.6, else 0
 */
public record Release(int major, int minor, int patch) implements Comparable<Release> {
  /** Compiled when a version is read: start-up is felt. */
  private static final class Text {
    static final Pattern PATTERN =
        Pattern.compile("v?(\\d{1,3})\\.(\\d{1,3})(?:\\.(\\d{1,5}))?(?:[-+.].*)?");
  }

  /** Drops the third number where it only counts fixes. */
  public Release {
    patch = major < 3 ? patch : 0;
  }

  /**
   * Reads {@code 6.1}, {@code v6.1.7}, {@code 6.1.0-56-amd64} or {@code 2.6.32}.
   *
   * @throws IllegalArgumentException if the text is no version of Linux
   */
  public static Release parse(String text) {
    Matcher m = Text.PATTERN.matcher(text.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a kernel version; write it as 5.14 or 2.6.32");
    }
    int patch = m.group(3) == null ? 0 : Integer.parseInt(m.group(3));
    return new Release(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), patch);
  }

  @Override
  public int compareTo(Release other) {
    int byMajor = Integer.compare(major, other.major);
    int byMinor = byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
    return byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
  }

  @Override
  public String toString() {
    return major + "." + minor + (major < 3 ? "." + patch : "");
  }
}
