package dev.bitunion.layout.place;

import dev.bitunion.layout.abi.Abi;
import dev.bitunion.layout.abi.CMember;
import dev.bitunion.layout.abi.Placer;
import dev.bitunion.layout.place.Place.Fault;
import java.util.ArrayList;
import java.util.List;

/** Places the members of one scope, the views inside it first. */
public final class ScopePlacer {
  private static final int BYTE = 8;

  private final Scope scope;
  private final Placer placer;
  private final List<Place> places = new ArrayList<>();
  private List<Run> skipped = List.of();

  private ScopePlacer(Scope scope) {
    this.scope = scope;
    this.placer = new Placer(scope.abi());
  }

  /**
   * Places everything that a scope declares.
   *
   * @param stated the size that the declaration states for a raw word over the whole, 0 for none
   */
  public static ScopePlaces place(Scope scope, long stated) {
    return new ScopePlacer(scope).run(stated);
  }

  private ScopePlaces run(long stated) {
    for (Member member : scope.members()) {
      places.add(placeOne(member));
    }
    List<Run> tail = gaps(scope.tail());
    long size = Math.max(placer.size(), stated);
    for (int i = 0; i < places.size(); i++) {
      Member member = scope.members().get(i);
      if (member.kind() == Member.Kind.RAW && member.width() == 0) {
        Place whole = places.get(i);
        places.set(
            i,
            new Place(
                whole.first(),
                Math.max(0, size - whole.first()),
                whole.fault(),
                -1,
                whole.gaps(),
                whole.sequence(),
                null));
      }
    }
    markOverlaps();
    return new ScopePlaces(size, placer.alignment(), places, tail);
  }

  private Place placeOne(Member member) {
    skipped = gaps(member.gaps());
    return switch (member.kind()) {
      case RAW -> overlaid(member, member.width(), scalarAlign(member.width()), null);
      case OVERLAY -> {
        ScopePlaces inner = place(member.scope(), 0);
        yield overlaid(member, inner.size(), inner.align(), inner);
      }
      case VIEW -> {
        ScopePlaces inner = place(member.scope(), 0);
        yield inSequence(member, inner.size(), inner.align(), inner);
      }
      case BITS -> member.isSplit() ? split(member) : bits(member);
      case PLAIN -> inSequence(member, member.extent(), scalarAlign(member.width()), null);
    };
  }

  private List<Run> gaps(List<Gap> gaps) {
    List<Run> runs = new ArrayList<>();
    for (Gap gap : gaps) {
      if (scope.abi() == Abi.LINEAR) {
        runs.add(new Run(placer.position(), gap.width()));
        placer.moveTo(placer.position() + gap.width());
      } else {
        long first = placer.place(CMember.unnamed(gap.typeBits(), gap.width()));
        runs.add(new Run(first, gap.width()));
      }
    }
    return runs;
  }

  private Place overlaid(Member member, long width, int align, ScopePlaces inner) {
    long first = Math.max(0, member.at());
    placer.cover(first + width, align);
    boolean aligned = aligned(first, align);
    Fault fault = aligned ? Fault.NONE : Fault.MISALIGNED;
    return new Place(first, width, fault, -1, skipped, placer.position(), inner);
  }

  private Place split(Member member) {
    long first = member.parts().get(0).first();
    long end = 0;
    for (Run part : member.parts()) {
      first = Math.min(first, part.first());
      end = Math.max(end, part.end());
    }
    placer.cover(end, BYTE);
    return new Place(first, end - first, Fault.NONE, -1, skipped, placer.position(), null);
  }

  private Place bits(Member member) {
    if (scope.abi() == Abi.LINEAR) {
      return member.isInterleaved()
          ? interleaved(member)
          : inSequence(member, member.extent(), BYTE, null);
    }
    return sequenced(
        member, member.width(), CMember.bitField(member.typeBits(), member.width()), null);
  }

  /** Other members may stand between the elements, so the sequence goes on behind the first one. */
  private Place interleaved(Member member) {
    Place place = inSequence(member, member.width(), BYTE, null);
    placer.cover(place.first() + member.extent(), BYTE);
    return new Place(
        place.first(), member.extent(), place.fault(), -1, skipped, place.sequence(), null);
  }

  private Place inSequence(Member member, long width, int align, ScopePlaces inner) {
    int size = (int) Math.min(Integer.MAX_VALUE, width);
    return sequenced(member, width, CMember.ordinary(size, align), inner);
  }

  private Place sequenced(Member member, long width, CMember c, ScopePlaces inner) {
    long here = placer.position();
    if (member.at() == Member.IN_SEQUENCE) {
      return new Place(placer.place(c), width, Fault.NONE, -1, skipped, here, inner);
    }
    boolean view = member.kind() == Member.Kind.VIEW;
    if (member.at() < here) {
      // A view may lie over earlier ones; anything else has asked for an overlap or the past.
      placer.cover(member.at() + width, c.align());
      Fault fault = view ? Fault.NONE : Fault.BEFORE_SEQUENCE;
      return new Place(member.at(), width, fault, -1, skipped, here, inner);
    }
    placer.moveTo(member.at());
    long first = placer.place(c);
    Fault fault = Fault.NONE;
    if (first != member.at()) {
      fault = Fault.MISALIGNED;
    } else if (!member.gaps().isEmpty() && member.at() != here) {
      fault = Fault.NOT_WHERE_GAPS_END;
    }
    return new Place(member.at(), width, fault, -1, skipped, here, inner);
  }

  /** Fields of one scope must not overlap; views and raw words may. */
  private void markOverlaps() {
    List<List<Run>> claims = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      claims.add(runs(i));
    }
    for (int i = 0; i < places.size(); i++) {
      int other = overlapped(claims, i);
      if (other >= 0) {
        places.set(i, places.get(i).withFault(Fault.OVERLAP, other));
      }
    }
  }

  /** The first of the members in front that claims a bit of this one's, or -1. */
  private static int overlapped(List<List<Run>> claims, int index) {
    for (int i = 0; i < index; i++) {
      for (Run other : claims.get(i)) {
        for (Run run : claims.get(index)) {
          if (other.overlaps(run)) {
            return i;
          }
        }
      }
    }
    return -1;
  }

  /** The bits that a field claims for itself; none for views and raw words. */
  private List<Run> runs(int index) {
    Member member = scope.members().get(index);
    if (member.isSplit()) {
      return member.parts();
    }
    if (member.isInterleaved()) {
      long first = places.get(index).first();
      List<Run> elements = new ArrayList<>();
      for (int i = 0; i < member.count(); i++) {
        elements.add(new Run(first + (long) i * member.step(), member.width()));
      }
      return elements;
    }
    boolean field = member.kind() == Member.Kind.BITS || member.kind() == Member.Kind.PLAIN;
    Place place = places.get(index);
    int width = (int) Math.min(Integer.MAX_VALUE, place.width());
    return field ? List.of(new Run(place.first(), width)) : List.of();
  }

  private boolean aligned(long first, int align) {
    boolean aligns = scope.abi() == Abi.SYSV || scope.abi() == Abi.MSVC;
    return !aligns || first % align == 0;
  }

  /** Scalars are aligned to their size; what has none of a scalar's sizes, to a byte. */
  private static int scalarAlign(int width) {
    return width == 16 || width == 32 || width == 64 ? width : BYTE;
  }
}
