package dev.bitunion.layout.place;

/**
 * A run of bits in declaration direction.
 *
 * @param first its first bit
 * @param width how many
 */
public record Run(long first, int width) {
  /** The first bit behind it. */
  public long end() {
    return first + width;
  }

  boolean overlaps(Run other) {
    return first < other.end() && other.first < end();
  }
}
