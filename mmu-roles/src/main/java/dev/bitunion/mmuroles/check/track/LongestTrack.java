package dev.bitunion.mmuroles.check.track;

import static dev.bitunion.mmuroles.role.PageRoleBits.ad_disabled;
import static dev.bitunion.mmuroles.role.PageRoleBits.direct;
import static dev.bitunion.mmuroles.role.PageRoleBits.efer_nx;
import static dev.bitunion.mmuroles.role.PageRoleBits.gpte_is_8_bytes;
import static dev.bitunion.mmuroles.role.PageRoleBits.guest_mode;
import static dev.bitunion.mmuroles.role.PageRoleBits.level;
import static dev.bitunion.mmuroles.role.PageRoleBits.smm;

import dev.bitunion.mmuroles.check.CountCase;
import dev.bitunion.mmuroles.check.RoleCount;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.shadow.GfnTracking;
import dev.bitunion.mmuroles.shadow.ShadowPages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The greatest gfn_track of one frame that events reached in one kind of VM.
 *
 * @param which the kind of VM
 * @param counter gfn_track of the frame in the end
 * @param counted how many roles {@link RoleCount} says are reachable
 * @param events register loads, transitions and faults that it took
 * @param derivation which pages are counted, most significant first
 */
public record LongestTrack(
    CountCase which, int counter, long counted, long events, List<Line> derivation) {
  /**
   * One kind of page.
   *
   * @param kind in words
   * @param pages how many of them
   */
  public record Line(String kind, int pages) {}

  /** What the counter, a u16, holds. */
  public static final int MOST = GfnTracking.TRACK_MAX;

  /** Drives the counter of a kind of VM up, as far as it goes. */
  public static LongestTrack of(CountCase which, RoleModel model) {
    TrackGuest guest = new TrackGuest(which, model);
    guest.run();
    int space = which.addressSpace();
    ShadowPages pages = guest.vcpu().vm().pages();
    Map<String, Integer> kinds = new TreeMap<>();
    for (int page = 0; page < pages.limit(); page++) {
      int role = pages.role(page);
      if (pages.isAllocated(page)
          && !pages.invalid(page)
          && pages.gfn(page) == TrackTables.FRAME
          && !direct(role)
          && level(role) > 1
          && smm(role) == space) {
        kinds.merge(kind(which, role), 1, Integer::sum);
      }
    }
    List<Line> derivation = new ArrayList<>();
    kinds.forEach((kind, count) -> derivation.add(new Line(kind, count)));
    return new LongestTrack(
        which,
        guest.vcpu().vm().tracking().track(TrackTables.FRAME, space),
        RoleCount.of(which, RoleCount.Strictness.REACHABLE).total(),
        guest.events(),
        List.copyOf(derivation));
  }

  private static String kind(CountCase which, int role) {
    String entries = gpte_is_8_bytes(role) ? "8-byte" : "4-byte";
    String place = "level " + level(role) + ", " + entries + " entries";
    return switch (which.paging()) {
      case SHADOW -> (guest_mode(role) ? "L2, " : "L1, ") + place + nx(role);
      case NESTED_NPT -> place + nx(role);
      case NESTED_EPT -> place + (ad_disabled(role) ? ", without A/D" : ", with A/D");
    };
  }

  private static String nx(int role) {
    return efer_nx(role) ? ", NX" : ", no NX";
  }

  /** Whether events reach exactly what is counted. */
  public boolean agrees() {
    return counter == counted && derivation.stream().mapToInt(Line::pages).sum() == counter;
  }
}
