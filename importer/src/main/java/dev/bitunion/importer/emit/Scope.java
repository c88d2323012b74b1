package dev.bitunion.importer.emit;

import java.util.ArrayList;
import java.util.List;

/** The type itself, or a view inside it: fields that do not overlap, raw words, further views. */
public final class Scope {
  final String typeName;
  final String accessor;
  final String cName;
  final boolean anonymous;
  final long at;
  final List<Member> members = new ArrayList<>();
  final List<Scope> views = new ArrayList<>();

  Scope(String typeName, String accessor, String cName, boolean anonymous, long at) {
    this.typeName = typeName;
    this.accessor = accessor;
    this.cName = cName;
    this.anonymous = anonymous;
    this.at = at;
  }

  /** The simple name of its Java type. */
  public String typeName() {
    return typeName;
  }

  /** Its fields in bit order, then its raw words. */
  public List<Member> members() {
    return List.copyOf(members);
  }

  /** The views inside it. */
  public List<Scope> views() {
    return List.copyOf(views);
  }

  /** Bits from its start to the end of what it holds. */
  long size() {
    long size = members.stream().mapToLong(Member::end).max().orElse(0);
    for (Scope view : views) {
      size = Math.max(size, view.at - at + view.size());
    }
    return size;
  }

  /** Whether this view, a member of {@code outer}, lies in the bits in front of a field there. */
  boolean standsBefore(Member next, Scope outer) {
    long start = at - outer.at;
    boolean free =
        outer.members.stream()
            .filter(m -> !m.raw())
            .allMatch(m -> m.end() <= start || start + size() <= m.at());
    return !anonymous && free && start < next.at() && !next.raw();
  }

  /** All fields of it and of the views inside it. */
  public List<Member> allMembers() {
    List<Member> all = new ArrayList<>(members);
    views.forEach(view -> all.addAll(view.allMembers()));
    return all;
  }
}
