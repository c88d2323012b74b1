package dev.bitunion.layout.place;

import java.util.List;

/**
 * A member as declared.
 *
 * @param kind what it is, and so how it takes its place
 * @param gaps unnamed members in front of it
 * @param at its first bit as stated, or {@link #IN_SEQUENCE}
 * @param width bits of the member, of one element of an array; 0 for a raw word over the whole
 *     scope
 * @param typeBits size of the declared C type, 0 where none is stated
 * @param count elements of an array, 1 for others
 * @param stride distance of an array's elements; 0: one behind the other
 * @param parts pieces of a split field, in the order of their declaration; empty for others
 * @param scope what a view holds; null for others
 */
public record Member(
    Kind kind,
    List<Gap> gaps,
    int at,
    int width,
    int typeBits,
    int count,
    int stride,
    List<Run> parts,
    Scope scope) {

  /** The value of {@link #at} that states no place. */
  public static final int IN_SEQUENCE = -1;

  /** Copies the lists. */
  public Member {
    gaps = List.copyOf(gaps);
    parts = List.copyOf(parts);
  }

  /** How a member takes its place. */
  public enum Kind {
    /** A run of bits: C's bit-field, in the sequence. */
    BITS,
    /** A scalar, array or nested union of its own: aligned, where the ABI aligns. */
    PLAIN,
    /** A view that takes its place in the sequence. */
    VIEW,
    /** A view that lies over what else is there. */
    OVERLAY,
    /** A raw word: lies over anything. */
    RAW
  }

  /** A bit-field. */
  public static Member bits(List<Gap> gaps, int at, int width, int typeBits) {
    return new Member(Kind.BITS, gaps, at, width, typeBits, 1, 0, List.of(), null);
  }

  /** A scalar that is no bit-field, or an array. */
  public static Member plain(List<Gap> gaps, int at, int width, int count) {
    return new Member(Kind.PLAIN, gaps, at, width, width, count, 0, List.of(), null);
  }

  /** An array whose elements lie {@code stride} bits apart. */
  public static Member array(List<Gap> gaps, int at, int width, int count, int stride) {
    return new Member(Kind.BITS, gaps, at, width, 0, count, stride, List.of(), null);
  }

  /** A field in several pieces. */
  public static Member split(List<Run> parts) {
    return new Member(Kind.BITS, List.of(), IN_SEQUENCE, 0, 0, 1, 0, parts, null);
  }

  /** A view, in the sequence or over it. */
  public static Member view(List<Gap> gaps, int at, boolean inSequence, Scope scope) {
    Kind kind = inSequence ? Kind.VIEW : Kind.OVERLAY;
    return new Member(kind, gaps, at, 0, 0, 1, 0, List.of(), scope);
  }

  /** A raw word. */
  public static Member raw(int at, int width) {
    return new Member(Kind.RAW, List.of(), at, width, 0, 1, 0, List.of(), null);
  }

  boolean isSplit() {
    return !parts.isEmpty();
  }

  boolean isInterleaved() {
    return count > 1 && step() > width;
  }

  /** Distance of elements, as stated or as it follows. */
  public int step() {
    return stride == 0 ? width : stride;
  }

  /** Bits from the first element's first to the last element's last; huge arrays do not wrap. */
  long extent() {
    return (long) (count - 1) * step() + width;
  }
}
