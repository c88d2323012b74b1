package dev.bitunion.importer.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a type changed from one file to another.
 *
 * @param before the type as it was; null if it is new
 * @param after the type as it is; null if it is gone
 * @param changes what happened to its members
 */
public record Drift(CType before, CType after, List<Change> changes) {

  /** What can happen to a member. */
  public enum Kind {
    ADDED,
    REMOVED,
    MOVED,
    WIDENED,
    NARROWED,
    RENAMED,
    /** It holds another kind of value, or is read with another sign. */
    RETYPED
  }

  /**
   * A change of one member.
   *
   * @param kind what happened
   * @param before the member as it was; null if it is new
   * @param after the member as it is; null if it is gone
   */
  public record Change(Kind kind, Leaf before, Leaf after) {}

  /** The type, as it is or as it was. */
  public CType type() {
    return after == null ? before : after;
  }

  /** Whether anything changed. */
  public boolean isChange() {
    return before == null || after == null || before.bytes() != after.bytes() || !changes.isEmpty();
  }

  /** Compares all types of two files by name; those of the first in its order, then new ones. */
  public static List<Drift> between(List<CType> before, List<CType> after) {
    boolean modules = holdsModules(before) || holdsModules(after);
    Map<String, CType> later = new LinkedHashMap<>();
    after.forEach(type -> later.put(key(type, modules), type));
    List<Drift> all = new ArrayList<>();
    for (CType type : before) {
      CType other = later.remove(key(type, modules));
      all.add(new Drift(type, other, other == null ? List.of() : changes(type, other)));
    }
    later.values().forEach(type -> all.add(new Drift(null, type, List.of())));
    return all;
  }

  /** Whether a table holds the types of several programs, which may bear the same names. */
  private static boolean holdsModules(List<CType> types) {
    return types.stream().map(t -> t.origin().module()).distinct().count() > 1;
  }

  private static String key(CType type, boolean modules) {
    return (modules ? type.origin().module() + " " : "") + type.spelling() + "#" + type.variant();
  }

  private static List<Change> changes(CType before, CType after) {
    Map<String, Leaf> was = byPath(before);
    Map<String, Leaf> is = byPath(after);
    List<Change> changes = new ArrayList<>();
    for (Leaf old : was.values()) {
      Leaf now = is.get(old.path());
      if (now == null) {
        now = renamed(old, was, is);
        changes.add(new Change(now == null ? Kind.REMOVED : Kind.RENAMED, old, now));
      }
      if (now != null) {
        compare(old, now, changes);
      }
    }
    for (Leaf now : is.values()) {
      boolean known =
          was.containsKey(now.path())
              || changes.stream().anyMatch(c -> c.kind() == Kind.RENAMED && c.after() == now);
      if (!known) {
        changes.add(new Change(Kind.ADDED, null, now));
      }
    }
    return changes;
  }

  private static Map<String, Leaf> byPath(CType type) {
    Map<String, Leaf> leaves = new LinkedHashMap<>();
    type.leaves().stream().filter(Leaf::isNamed).forEach(l -> leaves.putIfAbsent(l.path(), l));
    return leaves;
  }

  /**
   * The new member that stands exactly where a vanished one stood, behind a member that stayed in
   * its place: in a type that was rearranged, equal offsets mean nothing.
   */
  private static Leaf renamed(Leaf old, Map<String, Leaf> was, Map<String, Leaf> is) {
    Leaf behindOld = null;
    for (Leaf leaf : was.values()) {
      if (leaf == old) {
        break;
      }
      behindOld = leaf;
    }
    Leaf behindNow = null;
    for (Leaf now : is.values()) {
      if (!was.containsKey(now.path()) && isSameSort(old, now)) {
        boolean stayed =
            behindOld == null
                ? behindNow == null
                : behindNow != null && isSameSort(behindOld, behindNow);
        return stayed ? now : null;
      }
      behindNow = now;
    }
    return null;
  }

  private static boolean isSameSort(Leaf a, Leaf b) {
    return a.bitOffset() == b.bitOffset()
        && a.bitWidth() == b.bitWidth()
        && a.bitfield() == b.bitfield()
        && a.kind() == b.kind()
        && a.base().equals(b.base());
  }

  private static void compare(Leaf old, Leaf now, List<Change> changes) {
    if (now.bitOffset() != old.bitOffset()) {
      changes.add(new Change(Kind.MOVED, old, now));
    }
    if (now.bitWidth() != old.bitWidth()) {
      Kind kind = now.bitWidth() > old.bitWidth() ? Kind.WIDENED : Kind.NARROWED;
      changes.add(new Change(kind, old, now));
    }
    if (now.kind() != old.kind() || now.signed() != old.signed()) {
      changes.add(new Change(Kind.RETYPED, old, now));
    }
  }
}
