package dev.bitunion.mmuroles.trace;

/** Collects the page events of one gfn as text, to show what explains a violation. */
public abstract class PageWatch {
  private final long gfn;

  protected PageWatch(long gfn) {
    this.gfn = gfn;
  }

  final boolean wants(long eventGfn) {
    return eventGfn == gfn;
  }

  /** The gfn that is watched. */
  public final long gfn() {
    return gfn;
  }

  final void page(EventKind kind, PageEvent page, long number) {
    take(
        new PageStep(
            number,
            kind,
            page.role(),
            page.hidden(),
            page.hasGeneration() ? page.generation() : -1,
            page.rootCount(),
            page.unsync(),
            page.created()));
  }

  final void zapAllFast(long number) {
    take(new PageStep(number, EventKind.ZAP_ALL_FAST, 0, false, -1, 0, false, false));
  }

  /** Takes one event; called in the order of the trace. */
  protected abstract void take(PageStep step);
}
