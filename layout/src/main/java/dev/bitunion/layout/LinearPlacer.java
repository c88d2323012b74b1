package dev.bitunion.layout;

import java.util.ArrayList;
import java.util.List;

/** Places members one after the other from bit 0, as a C compiler fills one storage unit. */
public final class LinearPlacer {
  /** The value of {@link Member#at} that states no offset. */
  public static final int IN_SEQUENCE = -1;

  private LinearPlacer() {}

  /**
   * A member to be placed.
   *
   * @param skip unnamed bits in front of it, or 0
   * @param at its offset as stated, or {@link #IN_SEQUENCE}
   * @param width its width, at least 0
   */
  public record Member(int skip, int at, int width) {}

  /**
   * A member in its place.
   *
   * @param offset its least significant bit
   * @param width its width
   * @param fault what is wrong with the place
   * @param other the index of the member that it overlaps, or -1
   * @param sequence where the sequence stood in front of it, skipped bits included
   */
  public record Place(int offset, int width, Fault fault, int other, int sequence) {}

  /** What can be wrong with a place. */
  public enum Fault {
    /** Nothing. */
    NONE,
    /** It holds bits of an earlier member. */
    OVERLAP,
    /** It is free, but an earlier member lies behind it. */
    BEFORE_SEQUENCE,
    /** The stated offset is not where the skipped bits end. */
    NOT_WHERE_SKIP_ENDS,
    /** It does not end within the word. */
    BEYOND_WORD
  }

  /** Places the members in order. A faulty one keeps the place that it asked for. */
  public static List<Place> place(int wordBits, List<Member> members) {
    List<Place> places = new ArrayList<>();
    int sequence = 0;
    for (Member member : members) {
      int here = sequence + member.skip();
      int offset = member.at() == IN_SEQUENCE ? here : member.at();
      int other = overlapped(places, offset, member.width());
      Fault fault = Fault.NONE;
      if (other >= 0) {
        fault = Fault.OVERLAP;
      } else if (member.skip() > 0 && offset != here) {
        fault = Fault.NOT_WHERE_SKIP_ENDS;
      } else if (offset < here) {
        fault = Fault.BEFORE_SEQUENCE;
      } else if ((long) offset + member.width() > wordBits) {
        fault = Fault.BEYOND_WORD;
      }
      places.add(new Place(offset, member.width(), fault, other, here));
      sequence = Math.max(sequence, offset + member.width());
    }
    return places;
  }

  private static int overlapped(List<Place> places, int offset, int width) {
    for (int i = 0; i < places.size(); i++) {
      Place earlier = places.get(i);
      if (offset < earlier.offset() + earlier.width() && earlier.offset() < offset + width) {
        return i;
      }
    }
    return -1;
  }
}
