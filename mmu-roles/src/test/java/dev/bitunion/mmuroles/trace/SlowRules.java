package dev.bitunion.mmuroles.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The identity rules once more, over a plain list of page objects: an obvious model of {@link
 * PageRules} for raw traces that start from nothing.
 */
final class SlowRules {
  private static final class Page {
    final long gfn;
    final int role;
    final int generation;
    boolean old;
    boolean unsync;
    boolean zapped;
    boolean awaitsSync;

    Page(SimEvent event) {
      gfn = event.gfn();
      role = event.role();
      generation = event.generation();
    }
  }

  private final List<Page> pages = new ArrayList<>();
  private int line;
  private Page pending;

  /** How many rules the event breaks. */
  int apply(SimEvent event) {
    line++;
    int broken = 0;
    if (pending != null && event.kind() != EventKind.ZAP_ALL_FAST) {
      boolean synced =
          event.kind() == EventKind.SYNC_PAGE
              && pending.gfn == event.gfn()
              && pending.role == event.role();
      if (!synced) {
        broken++;
        pending.awaitsSync = false;
        if (!pending.zapped) {
          pages.remove(pending);
        }
      }
      pending = null;
    }
    return broken
        + switch (event.kind()) {
          case ZAP_ALL_FAST -> {
            pages.forEach(page -> page.old = true);
            yield 0;
          }
          case GET_PAGE -> event.created() ? create(event) : reuse(event);
          case UNSYNC_PAGE -> unsync(event);
          case SYNC_PAGE -> sync(event);
          default -> event.free() ? free(event) : zap(event);
        };
  }

  private Optional<Page> find(SimEvent event, Predicate<Page> wanted) {
    return pages.stream()
        .filter(page -> page.gfn == event.gfn() && page.role == event.role())
        .filter(wanted)
        .findFirst();
  }

  private Optional<Page> live(SimEvent event) {
    return find(event, page -> !page.old && !page.zapped && !page.awaitsSync);
  }

  private int create(SimEvent event) {
    Optional<Page> live = live(event);
    live.ifPresent(pages::remove);
    pages.add(new Page(event));
    return live.isPresent() ? 1 : 0;
  }

  private int reuse(SimEvent event) {
    Optional<Page> live = live(event);
    if (live.isEmpty()) {
      Page page = new Page(event);
      page.unsync = event.unsync();
      pages.add(page);
      return 1;
    }
    boolean wrong = live.get().unsync != event.unsync();
    live.get().unsync = event.unsync();
    return wrong ? 1 : 0;
  }

  private int unsync(SimEvent event) {
    Optional<Page> live = live(event);
    boolean wrong = live.isEmpty() || live.get().unsync;
    Page page =
        live.orElseGet(
            () -> {
              Page added = new Page(event);
              pages.add(added);
              return added;
            });
    page.unsync = true;
    return wrong ? 1 : 0;
  }

  private int sync(SimEvent event) {
    Optional<Page> awaiting = find(event, page -> page.awaitsSync);
    if (awaiting.isPresent()) {
      awaiting.get().awaitsSync = false;
      if (!awaiting.get().zapped) {
        pages.remove(awaiting.get());
      }
      return 0;
    }
    Optional<Page> live = live(event);
    if (live.isPresent()) {
      boolean wrong = !live.get().unsync;
      live.get().unsync = false;
      return wrong ? 1 : 0;
    }
    Optional<Page> old = find(event, page -> page.old && !page.zapped && page.unsync);
    if (old.isPresent()) {
      old.get().unsync = false;
      return 0;
    }
    pages.add(new Page(event));
    return 1;
  }

  private int zap(SimEvent event) {
    Predicate<Page> fits = page -> page.generation == event.generation() && !page.zapped;
    Optional<Page> page =
        find(event, fits.and(p -> p.old && p.unsync == event.unsync() && !p.awaitsSync));
    int broken = 0;
    if (page.isEmpty()) {
      page = live(event).filter(fits);
      broken = page.isPresent() && page.get().unsync != event.unsync() ? 1 : 0;
    }
    if (page.isEmpty()) {
      broken = 1;
      page = Optional.of(new Page(event));
      pages.add(page.get());
    }
    page.get().zapped = event.rootCount() > 0;
    page.get().awaitsSync = event.unsync();
    if (event.unsync()) {
      pending = page.get();
    } else if (!page.get().zapped) {
      pages.remove(page.get());
    }
    return broken;
  }

  private int free(SimEvent event) {
    Optional<Page> page = find(event, p -> p.zapped);
    page.ifPresent(pages::remove);
    return page.isPresent() ? 0 : 1;
  }
}
