package dev.bitunion.layout.place;

import java.util.List;

/**
 * A member in its place. A faulty one keeps the place that it asked for.
 *
 * @param first its first bit, from the start of its scope
 * @param width its bits, from the first to the last
 * @param fault what is wrong with the place
 * @param other the index of the member that it overlaps, or -1
 * @param gaps the unnamed members in front of it
 * @param sequence where the sequence stood in front of it, gaps included
 * @param inner what a view holds, from the view's start; null for others
 */
public record Place(
    long first,
    long width,
    Fault fault,
    int other,
    List<Run> gaps,
    long sequence,
    ScopePlaces inner) {

  /** What can be wrong with a place. */
  public enum Fault {
    /** Nothing. */
    NONE,
    /** It holds bits of an earlier member of its scope. */
    OVERLAP,
    /** It is free, but an earlier member lies behind it. */
    BEFORE_SEQUENCE,
    /** The stated offset is not where the gaps end. */
    NOT_WHERE_GAPS_END,
    /** No C compiler of this ABI puts the member there. */
    MISALIGNED
  }

  Place withFault(Fault found, int otherIndex) {
    return new Place(first, width, found, otherIndex, gaps, sequence, inner);
  }
}
