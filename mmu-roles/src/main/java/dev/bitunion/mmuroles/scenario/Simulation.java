package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.role.KernelWords;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.shadow.ShadowVm;
import dev.bitunion.mmuroles.vcpu.ContextEvents;
import dev.bitunion.mmuroles.vcpu.KernelFunction;
import dev.bitunion.mmuroles.vcpu.Registers;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import dev.bitunion.mmuroles.vcpu.VcpuConfig;
import dev.bitunion.mmuroles.vcpu.VcpuEvents;
import java.util.ArrayList;
import java.util.List;

/** A machine under a scenario: its vCPU, and what the event under way has done so far. */
final class Simulation implements ContextEvents {
  private static final long RESET_CR0 = 0x60000010L;

  private final TraceSink trace;
  private final List<RoleChange> roles = new ArrayList<>();
  private final KernelWords words;
  private final Vcpu vcpu;
  private final VcpuEvents on;
  private final EventLog log;
  private int cpl;
  private boolean ac;
  private Outcome outcome = Outcome.OK;
  private String detail = "";
  private String tablesSay;
  private Moment last;

  Simulation(VcpuConfig config, TraceSink trace) {
    this.trace = trace;
    words = config.model().words();
    vcpu = new Vcpu(config, RESET_CR0, 0, 0, this);
    on = new VcpuEvents(vcpu);
    log = new EventLog(vcpu, words, trace);
    vcpu.vm().listen(log);
    roles.clear();
  }

  @Override
  public void computed(MmuContext context, long before, boolean configured) {
    roles.add(
        new RoleChange(
            context.kind(),
            words.context(before),
            words.context(context.role()),
            words.page(context.pages()),
            configured));
    trace.computed(context, configured);
  }

  @Override
  public void called(Vcpu caller, KernelFunction function, long argument, long second) {
    trace.called(caller, function, argument, second);
  }

  @Override
  public void initsShadowNpt(Vcpu caller, Registers l1, long nestedCr3) {
    trace.initsShadowNpt(caller, l1, nestedCr3);
  }

  /** Sets the privilege of the accesses to come. */
  void setPrivilege(int level, boolean alignmentChecked) {
    vcpu.cpu().setPrivilege(level, alignmentChecked);
    cpl = level;
    ac = alignmentChecked;
    privilegeChanged();
  }

  /** PKRU or the privilege is another now. */
  void privilegeChanged() {
    trace.privilege(vcpu.cpu().pkru(), cpl, ac);
  }

  /** Where the events go. */
  TraceSink trace() {
    return trace;
  }

  Vcpu vcpu() {
    return vcpu;
  }

  VcpuEvents on() {
    return on;
  }

  /** A live page as a scenario names it. */
  int find(PageName page) {
    return vm().find(page.gfn(), words.ownPage(page.role()));
  }

  /** How the machine's kernel writes roles. */
  KernelWords words() {
    return words;
  }

  ShadowVm vm() {
    return vcpu.vm();
  }

  /** How the event under way ended. */
  void outcome(Outcome result) {
    outcome = result;
  }

  /** A register write was accepted or refused. */
  void accepted(boolean accepted) {
    outcome = accepted ? Outcome.OK : Outcome.GP;
  }

  /** What the event under way came to. */
  void detail(String text) {
    detail = text;
  }

  /**
   * An access took place.
   *
   * @param tables what the guest's tables say of it; null if it ended so
   */
  void accessed(String tables) {
    tablesSay = tables;
  }

  /** Whether the event before was an access that ended as the guest's tables say. */
  boolean rightAccess() {
    return tablesSay == null;
  }

  /** How the last access had to end; null if it did. */
  String tablesSay() {
    return tablesSay;
  }

  /** What happened last; null before the first event. */
  Moment last() {
    return last;
  }

  /** Performs an event and says what came of it. */
  Moment perform(int line, String text, Runnable event) {
    roles.clear();
    log.take();
    outcome = Outcome.OK;
    detail = "";
    tablesSay = null;
    RootsBefore before = new RootsBefore(vcpu);
    trace.exit();
    event.run();
    List<String> notes = new ArrayList<>();
    for (RoleChange change : roles) {
      if (change.configured()) {
        notes.add(
            name(change.context())
                + ": "
                + words.contextDiff(
                    words.ownContext(change.before()), words.ownContext(change.after())));
      }
    }
    notes.addAll(before.compare());
    if (tablesSay != null) {
      notes.add("wrong: the guest's tables say " + tablesSay);
    }
    last = new Moment(line, text, outcome, detail, roles, log.take(), notes, Snapshot.of(vcpu));
    return last;
  }

  static String name(MmuContext.Kind kind) {
    return switch (kind) {
      case ROOT -> "root_mmu";
      case GUEST -> "guest_mmu";
      case NESTED -> "nested_mmu";
    };
  }

  /** The roots of both contexts before an event, to say afterwards what became of them. */
  private static final class RootsBefore {
    private final Vcpu vcpu;
    private final int[] roots;

    RootsBefore(Vcpu vcpu) {
      this.vcpu = vcpu;
      this.roots = new int[] {vcpu.root().root(), vcpu.guest().root()};
    }

    List<String> compare() {
      List<String> notes = new ArrayList<>();
      compare(notes, "root_mmu", roots[0], vcpu.root());
      compare(notes, "guest_mmu", roots[1], vcpu.guest());
      return notes;
    }

    private static void compare(List<String> notes, String name, int before, ShadowContext now) {
      if (before == now.root()) {
        return;
      }
      if (now.root() == ShadowContext.INVALID) {
        boolean kept = now.previousRoot(0) == before;
        notes.add(name + (kept ? ": current root moved to previous[0]" : ": current root dropped"));
      } else if (before == ShadowContext.INVALID) {
        notes.add(name + ": root loaded");
      } else {
        notes.add(name + ": a previous root is current again");
      }
    }
  }
}
