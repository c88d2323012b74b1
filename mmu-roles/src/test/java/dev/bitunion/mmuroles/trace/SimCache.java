package dev.bitunion.mmuroles.trace;

import dev.bitunion.mmuroles.role.PageRoleBits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes up page events as a kernel would print them, and counts what a replay has to find. */
final class SimCache {
  private static final class Page {
    long gfn;
    int role;
    int generation;
    boolean old;
    boolean unsync;
    int rootCount;
    boolean zapped;
  }

  private final Random random;
  private final List<Page> pages = new ArrayList<>();
  private final List<SimEvent> events = new ArrayList<>();
  private final Map<Long, Integer> tracks = new HashMap<>();
  private int generation;
  int mostLive;
  int trackPeak;

  SimCache(Random random) {
    this.random = random;
  }

  List<SimEvent> run(int steps, int gfns) {
    for (int step = 0; step < steps; step++) {
      int choice = random.nextInt(100);
      if (choice < 45) {
        get(random.nextInt(gfns), role());
      } else if (choice < 60) {
        pick(page -> !page.old && !page.unsync && PageRoleBits.level(page.role) == 1, this::unsync);
      } else if (choice < 72) {
        pick(page -> !page.old && page.unsync, this::sync);
      } else if (choice < 95) {
        pick(page -> true, this::zap);
      } else if (choice < 99) {
        pickZapped();
      } else {
        // One fast zap ends before the next begins: no page is two epochs old.
        List.copyOf(pages).stream().filter(page -> page.old && !page.zapped).forEach(this::zap);
        events.add(SimEvent.zapAllFast(generation));
        generation = 1 - generation;
        pages.forEach(page -> page.old = true);
      }
    }
    return events;
  }

  /** Indirect roles that print alike unless the trace is raw. */
  private int role() {
    int role = PageRoleBits.withLevel(0x710, 1 + random.nextInt(4));
    role = PageRoleBits.withEferNx(role, true);
    role = PageRoleBits.withSmapAndnotWp(role, random.nextBoolean());
    return PageRoleBits.withGuestMode(role, random.nextInt(4) == 0);
  }

  private void pick(
      java.util.function.Predicate<Page> wanted, java.util.function.Consumer<Page> op) {
    List<Page> found = pages.stream().filter(page -> !page.zapped).filter(wanted).toList();
    if (!found.isEmpty()) {
      op.accept(found.get(random.nextInt(found.size())));
    }
  }

  private void get(long gfn, int role) {
    for (Page page : pages) {
      if (page.gfn == gfn && page.role == role && !page.old && !page.zapped) {
        events.add(SimEvent.get(gfn, role, generation, page.unsync, false));
        return;
      }
    }
    Page page = new Page();
    page.gfn = gfn;
    page.role = role;
    page.generation = generation;
    page.rootCount = random.nextInt(5) == 0 ? 1 : 0;
    pages.add(page);
    events.add(SimEvent.get(gfn, role, generation, false, true));
    int live = (int) pages.stream().filter(p -> p.gfn == gfn && !p.old && !p.zapped).count();
    mostLive = Math.max(mostLive, live);
    if (PageRoleBits.level(role) > 1) {
      trackPeak = Math.max(trackPeak, tracks.merge(gfn, 1, Integer::sum));
    }
  }

  private void unsync(Page page) {
    events.add(SimEvent.of(EventKind.UNSYNC_PAGE, page.gfn, page.role, page.generation, false));
    page.unsync = true;
  }

  private void sync(Page page) {
    events.add(SimEvent.of(EventKind.SYNC_PAGE, page.gfn, page.role, page.generation, true));
    page.unsync = false;
  }

  private void zap(Page page) {
    events.add(
        SimEvent.of(EventKind.PREPARE_ZAP_PAGE, page.gfn, page.role, page.generation, page.unsync)
            .withRootCount(page.rootCount));
    if (page.unsync) {
      sync(page);
    }
    if (PageRoleBits.level(page.role) > 1) {
      tracks.merge(page.gfn, -1, Integer::sum);
    }
    page.zapped = true;
    if (page.rootCount == 0) {
      pages.remove(page);
    }
  }

  private void pickZapped() {
    List<Page> zapped = pages.stream().filter(page -> page.zapped).toList();
    if (!zapped.isEmpty()) {
      Page page = zapped.get(random.nextInt(zapped.size()));
      events.add(
          SimEvent.of(EventKind.PREPARE_ZAP_PAGE, page.gfn, page.role, page.generation, false)
              .asFree());
      pages.remove(page);
    }
  }
}
