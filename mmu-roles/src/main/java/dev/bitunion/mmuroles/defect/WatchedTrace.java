package dev.bitunion.mmuroles.defect;

import dev.bitunion.mmuroles.check.invariant.Invariant;
import dev.bitunion.mmuroles.check.invariant.PageFields;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.trace.EventKind;
import dev.bitunion.mmuroles.trace.EventLine;
import dev.bitunion.mmuroles.trace.KnownPages;
import dev.bitunion.mmuroles.trace.PageEvent;
import dev.bitunion.mmuroles.trace.TraceHandler;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The invariants that the page events of a 5.14 trace show by themselves: that no two live pages of
 * a frame mean the same, and that no upper-level page becomes unsync. Text leaves five fields of
 * the role out, so that only raw records are compared for the first. What it hears it hands on.
 */
public final class WatchedTrace implements TraceHandler {
  private static final int SHOWN = 20;

  /**
   * One violation in a trace.
   *
   * @param line of the event
   * @param invariant what does not hold
   * @param sentence what is wrong
   * @param blamed the behaviours to blame; none: nothing that is known explains it
   */
  public record Found(long line, Invariant invariant, String sentence, List<Behaviour> blamed) {}

  private final TraceHandler next;
  private final boolean tdp;
  private final Map<Long, Set<Integer>> live = new HashMap<>();
  private final Map<Invariant, Long> checked = new EnumMap<>(Invariant.class);
  private final Map<Invariant, Long> violated = new EnumMap<>(Invariant.class);
  private final Map<Behaviour, Long> named = new EnumMap<>(Behaviour.class);
  private final List<Found> first = new ArrayList<>();
  private final Set<Integer> spaces = new HashSet<>();
  private long unattributed;

  /**
   * A watch.
   *
   * @param next hears everything too; null: nobody does
   * @param tdp whether the host is known to use two-dimensional paging
   */
  public WatchedTrace(TraceHandler next, boolean tdp) {
    this.next = next;
    this.tdp = tdp;
  }

  /** Events that were looked at for an invariant. */
  public long checked(Invariant invariant) {
    return checked.getOrDefault(invariant, 0L);
  }

  /** Those at which it did not hold. */
  public long violated(Invariant invariant) {
    return violated.getOrDefault(invariant, 0L);
  }

  /** Violations of each behaviour. */
  public Map<Behaviour, Long> named() {
    return named;
  }

  /** Violations that no behaviour explains. */
  public long unattributed() {
    return unattributed;
  }

  /** The first violations, in the order of their lines. */
  public List<Found> first() {
    return first;
  }

  @Override
  public void known(KnownPages pages) {
    if (next != null) {
      next.known(pages);
    }
  }

  @Override
  public void page(EventLine line, PageEvent page, long number) {
    if (!page.byPlugin()) {
      look(line.kind(), page, number);
    }
    if (next != null) {
      next.page(line, page, number);
    }
  }

  private void look(EventKind kind, PageEvent page, long number) {
    int role = PageRoleBits.withInvalid(page.role(), false);
    switch (kind) {
      case GET_PAGE -> {
        if (!page.hidden()) {
          spaces.add(PageRoleBits.smm(role));
          minimal(page.gfn(), role, number);
        }
      }
      case PREPARE_ZAP_PAGE -> {
        Set<Integer> roles = live.get(page.gfn());
        if (roles != null) {
          roles.remove(role);
        }
      }
      case UNSYNC_PAGE -> unsync(page, role, number);
      default -> {}
    }
  }

  private void minimal(long gfn, int role, long number) {
    Set<Integer> roles = live.computeIfAbsent(gfn, key -> new HashSet<>());
    if (!roles.add(role)) {
      return;
    }
    checked.merge(Invariant.MINIMALITY, 1L, Long::sum);
    for (int other : roles) {
      if (other != role && PageFields.same(other, role, tdp)) {
        violation(
            number,
            Invariant.MINIMALITY,
            String.format(
                "gfn 0x%x role 0x%08x means the same as role 0x%08x (%s)",
                gfn, role, other, PageRoleBits.diff(other, role)),
            blamed(role ^ other));
        return;
      }
    }
  }

  private static List<Behaviour> blamed(int differing) {
    List<Behaviour> blamed = new ArrayList<>();
    if ((differing & PageRoleBits.QUADRANT_MASK) != 0) {
      blamed.add(Behaviour.QUADRANT_ON_DIRECT_PAGES);
    }
    if ((differing & ~PageRoleBits.QUADRANT_MASK) != 0) {
      blamed.add(Behaviour.ROLE_BITS_WITHOUT_EFFECT);
    }
    return blamed;
  }

  private void unsync(PageEvent page, int role, long number) {
    checked.merge(Invariant.GFN_TRACK, 1L, Long::sum);
    if (PageRoleBits.level(role) > 1) {
      boolean otherSpace = spaces.stream().anyMatch(space -> space != PageRoleBits.smm(role));
      violation(
          number,
          Invariant.GFN_TRACK,
          String.format(
              "gfn 0x%x role 0x%08x is an upper-level page and becomes unsync", page.gfn(), role),
          otherSpace ? List.of(Behaviour.TRACKING_CHECKED_IN_ONE_SPACE) : List.of());
    }
  }

  private void violation(long line, Invariant invariant, String text, List<Behaviour> blamed) {
    violated.merge(invariant, 1L, Long::sum);
    blamed.forEach(behaviour -> named.merge(behaviour, 1L, Long::sum));
    unattributed += blamed.isEmpty() ? 1 : 0;
    if (first.size() < SHOWN) {
      first.add(new Found(line, invariant, text, blamed));
    }
  }

  @Override
  public void event(EventLine line, long number) {
    if (line.kind() == EventKind.ZAP_ALL_FAST) {
      live.clear();
    }
    if (next != null) {
      next.event(line, number);
    }
  }

  @Override
  public void lost(long events, long number) {
    live.clear();
    if (next != null) {
      next.lost(events, number);
    }
  }

  @Override
  public void facts(byte[] bytes, int from, int to, long number) {
    if (next != null) {
      next.facts(bytes, from, to, number);
    }
  }
}
