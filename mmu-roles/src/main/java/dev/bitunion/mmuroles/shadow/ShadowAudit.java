package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.role.PageRoleBits.level;
import static dev.bitunion.mmuroles.role.PageRoleBits.smm;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.frame;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.leaf;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.present;
import static dev.bitunion.mmuroles.shadow.ShadowPages.NONE;

import dev.bitunion.mmuroles.mmu.PageMath;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts everything anew from the pages themselves and says where lists, links and counters
 * disagree with that. A structural fault here is a fault of the simulator, whatever the guest did.
 */
public final class ShadowAudit {
  private final ShadowVm vm;
  private final ShadowPages pages;
  private final List<String> faults = new ArrayList<>();

  private ShadowAudit(ShadowVm vm) {
    this.vm = vm;
    this.pages = vm.pages;
  }

  /** Every disagreement, a sentence each; empty if there is none. */
  public static List<String> of(ShadowVm vm) {
    ShadowAudit audit = new ShadowAudit(vm);
    audit.counters();
    audit.activeList();
    audit.links();
    return audit.faults;
  }

  /** Every leaf that is not in its frame's reverse map and every link that its child ignores. */
  public static List<String> unlisted(ShadowVm vm) {
    ShadowAudit audit = new ShadowAudit(vm);
    for (int page = 0; page < vm.pages.limit(); page++) {
      if (vm.pages.isAllocated(page)) {
        audit.listed(page);
      }
    }
    return audit.faults;
  }

  private void listed(int page) {
    for (int at = vm.entries.nextStored(page, 0);
        at < ShadowEntries.PER_PAGE;
        at = vm.entries.nextStored(page, at + 1)) {
      long word = vm.entries.get(page, at);
      if (present(word)) {
        require(timesListed(page, at, word) == 1, page, "has an entry that no list names");
      }
    }
  }

  private int timesListed(int page, int at, long word) {
    int role = pages.role(page);
    int node =
        leaf(word)
            ? vm.entries.firstMapper(frame(word), level(role), smm(role))
            : vm.entries.firstParent((int) frame(word));
    int times = 0;
    for (; node != ShadowEntries.NONE; node = vm.entries.nextInList(node)) {
      times += vm.entries.ownerOf(node) == page && vm.entries.indexOf(node) == at ? 1 : 0;
    }
    return times;
  }

  private void counters() {
    Map<Long, Integer> track = new HashMap<>();
    Map<Long, Integer> disallow = new HashMap<>();
    int indirect = 0;
    int unsync = 0;
    for (int page = 0; page < pages.limit(); page++) {
      if (!pages.isAllocated(page)) {
        continue;
      }
      unsync += pages.unsync(page) ? 1 : 0;
      require(pages.rootCount(page) >= 0, page, "has a negative root count");
      require(!pages.invalid(page) || pages.rootCount(page) > 0, page, "is zapped but not freed");
      if (pages.invalid(page) || !ShadowVm.shadowsTable(pages.role(page))) {
        continue;
      }
      indirect++;
      int role = pages.role(page);
      if (level(role) > 1) {
        track.merge(PageMath.frameKey(pages.gfn(page), 0, smm(role)), 1, Integer::sum);
      }
      for (int at = 2; at <= 3; at++) {
        long span = PageMath.spanOf(pages.gfn(page), at);
        disallow.merge(PageMath.frameKey(span, at, smm(role)), 1, Integer::sum);
      }
    }
    same("indirect_shadow_pages", indirect, vm.indirect);
    same("n_used_mmu_pages", pages.count(), vm.used);
    same("unsync pages", unsync, vm.stats.mmuUnsync);
    if (vm.tracking.refused() == 0) {
      tracks(track);
    }
    for (Map.Entry<Long, Integer> counter : disallow.entrySet()) {
      same("a disallow count", counter.getValue(), vm.tracking.disallowAt(counter.getKey()));
    }
    same("disallow counters", disallow.size(), vm.tracking.disallowCounters());
  }

  private void tracks(Map<Long, Integer> expected) {
    int found = 0;
    for (int space = 0; space <= 1; space++) {
      for (long gfn : vm.tracking.trackedGfns(space)) {
        int count = expected.getOrDefault(PageMath.frameKey(gfn, 0, space), 0);
        same("gfn_track of 0x" + Long.toHexString(gfn), count, vm.tracking.track(gfn, space));
        found++;
      }
    }
    same("tracked frames", expected.size(), found);
  }

  private void activeList() {
    BitSet listed = new BitSet();
    int newer = NONE;
    for (int page = pages.newestActive(); page != NONE; page = pages.olderActive(page)) {
      require(!listed.get(page), page, "is on the active list twice");
      if (listed.get(page)) {
        return;
      }
      listed.set(page);
      require(pages.newerActive(page) == newer, page, "is linked wrongly in the active list");
      require(newer == NONE || pages.serial(newer) > pages.serial(page), page, "is out of order");
      newer = page;
    }
    require(pages.oldestActive() == newer, newer, "is the last, but not the list's tail");
    for (int page = 0; page < pages.limit(); page++) {
      boolean valid = pages.isAllocated(page) && !pages.invalid(page);
      require(listed.get(page) == valid, page, "is on the active list, or is valid, but not both");
      if (valid) {
        require(indexed(page) == 1, page, "is not exactly once in the look-up");
        int found = vm.index.find(pages.gfn(page), pages.role(page));
        require(found == page, page, "is not what a look-up finds");
      }
    }
  }

  private int indexed(int wanted) {
    int times = 0;
    for (int page = vm.index.newestOf(pages.gfn(wanted)); page != NONE; page = pages.older(page)) {
      times += page == wanted ? 1 : 0;
    }
    return times;
  }

  private void links() {
    int stored = 0;
    for (int page = 0; page < pages.limit(); page++) {
      if (!pages.isAllocated(page)) {
        continue;
      }
      int marks = 0;
      for (int at = vm.entries.nextStored(page, 0);
          at < ShadowEntries.PER_PAGE;
          at = vm.entries.nextStored(page, at + 1)) {
        stored++;
        marks += vm.entries.isMarked(page, at) ? 1 : 0;
        entry(page, at);
      }
      same("unsync_children of page " + pages.serial(page), marks, pages.unsyncChildren(page));
      for (int entry = vm.entries.firstParent(page);
          entry != ShadowEntries.NONE;
          entry = vm.entries.nextInList(entry)) {
        int owner = vm.entries.ownerOf(entry);
        boolean marked = vm.entries.isMarked(owner, vm.entries.indexOf(entry));
        // KVM itself loses the way to an upper-level page that it made unsync after a warning.
        boolean reachable = marked || level(pages.role(page)) > 1;
        require(reachable || !pages.unsync(page), page, "is unsync, but the way is not marked");
      }
    }
    same("entries", stored, vm.entries.size());
  }

  private void entry(int page, int at) {
    long word = vm.entries.get(page, at);
    if (!present(word) || leaf(word)) {
      return;
    }
    int child = (int) frame(word);
    boolean good = pages.isAllocated(child) && !pages.invalid(child);
    require(good, page, "links a page that is gone");
    require(!pages.invalid(page), page, "is zapped but still links a page");
    if (good) {
      int below = level(pages.role(child));
      require(below == level(pages.role(page)) - 1, page, "links a page of the wrong level");
      int back = 0;
      for (int entry = vm.entries.firstParent(child);
          entry != ShadowEntries.NONE;
          entry = vm.entries.nextInList(entry)) {
        back += vm.entries.ownerOf(entry) == page && vm.entries.indexOf(entry) == at ? 1 : 0;
      }
      require(back == 1, child, "does not know exactly once the entry that links it");
    }
  }

  private void require(boolean holds, int page, String sentence) {
    if (!holds) {
      String name = page == NONE ? "-" : String.valueOf(pages.serial(page));
      faults.add("page " + name + " " + sentence);
    }
  }

  private void same(String what, long counted, long kept) {
    if (counted != kept) {
      faults.add(what + ": counted " + counted + ", kept " + kept);
    }
  }
}
