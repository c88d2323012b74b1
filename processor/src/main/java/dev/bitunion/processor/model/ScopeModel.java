package dev.bitunion.processor.model;

import dev.bitunion.layout.abi.Abi;
import dev.bitunion.layout.abi.CScalar;
import dev.bitunion.layout.place.Gap;
import dev.bitunion.layout.place.Member;
import dev.bitunion.layout.place.Run;
import dev.bitunion.layout.place.Scope;
import dev.bitunion.layout.place.ScopePlacer;
import dev.bitunion.layout.place.ScopePlaces;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands between the braces of a type or view.
 *
 * @param abi the rules by which members take their places
 * @param members in declaration order
 * @param tail unnamed bits behind the last member
 */
public record ScopeModel(Abi abi, List<MemberModel> members, List<SkipModel> tail) {
  /** The widest type: what is wider is no layout but a file. */
  public static final int MAX_BITS = 1 << 16;

  private static final int DEFAULT_TYPE = 32;

  /** Copies the lists. */
  public ScopeModel {
    members = List.copyOf(members);
    tail = List.copyOf(tail);
  }

  /**
   * Places the members. What no rule allows is drawn to the next number that can be placed, so that
   * the other members of a faulty type are placed, and judged, too.
   *
   * @param stated the size as stated, 0 for none
   */
  public ScopePlaces places(int stated) {
    return ScopePlacer.place(scope(this), Math.max(0, stated));
  }

  /** The bits that the members need. */
  public long needed() {
    return places(0).size();
  }

  private static Scope scope(ScopeModel scope) {
    List<Member> members = new ArrayList<>(scope.members().size());
    for (MemberModel member : scope.members()) {
      members.add(member(member, scope.abi()));
    }
    return new Scope(scope.abi(), members, gaps(scope.tail(), scope.abi()));
  }

  private static Member member(MemberModel member, Abi abi) {
    List<Gap> gaps = gaps(member.skips(), abi);
    int at = member.at() < 0 ? Member.IN_SEQUENCE : Math.min(member.at(), MAX_BITS);
    if (member instanceof ViewModel view) {
      return Member.view(gaps, at, view.inSequence(), scope(view.body()));
    }
    FieldModel field = (FieldModel) member;
    FieldOptions options = field.options();
    int width = Math.max(1, Math.min(field.width(), MAX_BITS));
    int count = Math.max(1, Math.min(options.count(), MAX_BITS / width));
    if (options.raw()) {
      return Member.raw(Math.max(0, at), Math.max(0, Math.min(field.bits(), MAX_BITS)));
    }
    if (!options.parts().isEmpty()) {
      return split(options.parts());
    }
    if (abi == Abi.LINEAR) {
      int stride = Math.max(0, Math.min(options.stride(), MAX_BITS / count));
      return Member.array(gaps, at, width, count, stride == 0 ? 0 : Math.max(stride, width));
    }
    if (field.isPlain() || field.type().kind() == ValueType.Kind.UNION) {
      return Member.plain(gaps, at, Math.max(1, Math.min(field.storageBits(), MAX_BITS)), count);
    }
    int type = typeBits(options.type());
    return Member.bits(gaps, at, Math.min(width, type), type);
  }

  private static Member split(List<PartModel> parts) {
    List<Run> runs = new ArrayList<>(parts.size());
    for (PartModel part : parts) {
      int first = Math.max(0, Math.min(part.at(), MAX_BITS));
      runs.add(new Run(first, Math.max(1, Math.min(part.bits(), MAX_BITS))));
    }
    return Member.split(runs);
  }

  private static List<Gap> gaps(List<SkipModel> skips, Abi abi) {
    List<Gap> gaps = new ArrayList<>(skips.size());
    for (SkipModel skip : skips) {
      int type = typeBits(skip.type());
      int most = abi == Abi.LINEAR ? MAX_BITS : type;
      gaps.add(new Gap(Math.max(0, Math.min(skip.bits(), most)), type));
    }
    return gaps;
  }

  private static int typeBits(CScalar type) {
    return type == CScalar.NONE ? DEFAULT_TYPE : type.bits();
  }
}
