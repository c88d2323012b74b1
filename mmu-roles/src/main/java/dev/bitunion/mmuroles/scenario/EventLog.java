package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.KernelWords;
import dev.bitunion.mmuroles.shadow.PageEvents;
import dev.bitunion.mmuroles.shadow.ShadowPages;
import java.util.ArrayList;
import java.util.List;

/** Collects what happens to pages during one event, and hands it on to a trace. */
final class EventLog implements PageEvents {
  private final ShadowPages pages;
  private final KernelWords words;
  private final TraceSink trace;
  private List<PageChange> changes = new ArrayList<>();

  EventLog(ShadowPages pages, KernelWords words, TraceSink trace) {
    this.pages = pages;
    this.words = words;
    this.trace = trace;
  }

  /** What happened since the last call. */
  List<PageChange> take() {
    List<PageChange> taken = changes;
    changes = new ArrayList<>();
    return taken;
  }

  @Override
  public void fault(long address, long error) {
    trace.fault(address, error);
  }

  @Override
  public void walked(Walker walker) {
    trace.walked(walker);
  }

  @Override
  public void getPage(int page, boolean created) {
    add(created ? PageChange.Kind.NEW : PageChange.Kind.EXISTING, page);
  }

  @Override
  public void syncPage(int page) {
    add(PageChange.Kind.SYNC, page);
  }

  @Override
  public void unsyncPage(int page) {
    add(PageChange.Kind.UNSYNC, page);
  }

  @Override
  public void prepareZap(int page) {
    add(PageChange.Kind.ZAPPED, page);
  }

  @Override
  public void zapAllFast(int generation, int used) {
    trace.zapAllFast(generation, used);
  }

  private void add(PageChange.Kind kind, int page) {
    PageChange change =
        new PageChange(
            kind,
            pages.serial(page),
            pages.gfn(page),
            words.page(pages.role(page)),
            pages.generation(page),
            pages.rootCount(page),
            pages.unsync(page));
    changes.add(change);
    trace.page(change);
  }
}
