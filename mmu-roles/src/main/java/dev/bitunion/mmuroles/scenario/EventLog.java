package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.KernelWords;
import dev.bitunion.mmuroles.shadow.PageEvents;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.shadow.ShadowPages;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import java.util.ArrayList;
import java.util.List;

/** Collects what happens to pages during one event, and hands it on to a trace. */
final class EventLog implements PageEvents {
  private final Vcpu vcpu;
  private final ShadowPages pages;
  private final KernelWords words;
  private final TraceSink trace;
  private List<PageChange> changes = new ArrayList<>();

  EventLog(Vcpu vcpu, KernelWords words, TraceSink trace) {
    this.vcpu = vcpu;
    this.pages = vcpu.vm().pages();
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
    trace.fault(vcpu, address, error);
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

  @Override
  public void trackAdd(long gfn, int space) {
    trace.track(gfn, space, true);
  }

  @Override
  public void trackDel(long gfn, int space) {
    trace.track(gfn, space, false);
  }

  @Override
  public void syncRoots() {
    trace.syncRoots(vcpu);
  }

  @Override
  public void freeRoots(ShadowContext context, boolean current, int previous) {
    trace.freeRoots(context, current, previous);
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
