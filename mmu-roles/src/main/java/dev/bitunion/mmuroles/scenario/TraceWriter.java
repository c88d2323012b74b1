package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.arch.ExitQualificationBits;
import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.FaultReason;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.shadow.Roots;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.vcpu.KernelFunction;
import dev.bitunion.mmuroles.vcpu.Registers;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import dev.bitunion.mmuroles.vcpu.Vendor;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Writes a simulation as {@code trace-cmd report -R} writes a recorded trace: KVM's page events
 * with their raw fields, so that no bit of a role is lost, faults and their walks, and probes on
 * KVM's functions. A {@code kvm_exit} stands before each event of a scenario.
 */
public final class TraceWriter implements TraceSink {
  private static final int EFER = 0xc000_0080;
  private static final long READ_OR_FETCH =
      PageFaultErrorBits.W_MASK | PageFaultErrorBits.F_MASK | PageFaultErrorBits.U_MASK;
  private static final long UPDATES = PageFaultErrorBits.U_MASK | PageFaultErrorBits.W_MASK;

  /** KVM_MMU_ROOTS_ALL. */
  private static final long ALL_ROOTS = -1;

  private final TraceLines lines;
  private final ProbeWriter probes;

  /**
   * Begins a trace.
   *
   * @param out where it goes
   * @param facts what no event says: {@code kernel=5.14 npt=0 ...}
   */
  public TraceWriter(PrintWriter out, String facts) {
    lines = new TraceLines(out);
    probes = new ProbeWriter(lines);
    lines.facts(facts);
    lines.line("cpus=1");
  }

  @Override
  public void exit() {
    lines.event("kvm_exit", "vcpu_id=0");
  }

  @Override
  public void fault(Vcpu vcpu, long address, long error) {
    boolean ept = vcpu.config().vendor() == Vendor.VMX && vcpu.config().host().tdp();
    long printed = ept ? qualification(error) : error;
    boolean later = vcpu.config().model().kernel() != KernelVersion.V5_14;
    lines.event(
        "kvm_page_fault",
        later
            ? String.format(
                "vcpu_id=0 guest_rip=0x0 fault_address=0x%016x error_code=0x%x", address, printed)
            : String.format("fault_address=%x error_code=%x", address, printed));
  }

  /** An EPT violation is printed with its exit qualification. */
  private static long qualification(long error) {
    long result = ExitQualificationBits.GLA_VALID_MASK | ExitQualificationBits.GLA_TRANSLATED_MASK;
    boolean reads = (error & READ_OR_FETCH) == 0 || PageFaultErrorBits.user(error);
    result = ExitQualificationBits.withRead(result, reads);
    result = ExitQualificationBits.withWriteBit(result, PageFaultErrorBits.writeBit(error));
    result = ExitQualificationBits.withFetchBit(result, PageFaultErrorBits.fetchBit(error));
    return ExitQualificationBits.withReadable(result, PageFaultErrorBits.present(error));
  }

  @Override
  public void walked(Walker walker) {
    lines.event(
        "kvm_mmu_pagetable_walk",
        String.format("addr=%x pferr=%x", walker.address(), walker.access()));
    FaultReason reason = walker.reason();
    Walker second = walker.secondStage();
    for (int level = walker.firstRead(); level >= walker.lowestRead(); level--) {
      if (second != null && level <= walker.topLevel() && !walker.stoppedAtPdpte()) {
        secondStage(second, walker.tableAddress(level), UPDATES);
      }
      lines.event(
          "kvm_mmu_paging_element",
          String.format("pte=%x level=%d", walker.entryRead(level), level));
    }
    if (second != null && (reason == FaultReason.NONE || reason == FaultReason.SECOND_STAGE)) {
      boolean page = reason == FaultReason.NONE || walker.failedAtPage();
      secondStage(
          second,
          page ? walker.pageAddress() : walker.tableAddress(walker.level()),
          page ? walker.access() : UPDATES);
    }
    if (reason != FaultReason.NONE
        && reason != FaultReason.ILLEGAL_ADDRESS
        && reason != FaultReason.SECOND_STAGE) {
      lines.event("kvm_mmu_walker_error", String.format("pferr=%x", walker.error()));
    }
    for (int level = walker.topLevel(); level >= 1; level--) {
      String gpa =
          walker.setAccessed(level) || level == walker.level() && walker.setDirty()
              ? String.format("gpa=%x", walker.entryAddress(level))
              : "";
      if (walker.setAccessed(level)) {
        lines.event("kvm_mmu_set_accessed_bit", gpa);
      }
      if (level == walker.level() && walker.setDirty()) {
        lines.event("kvm_mmu_set_dirty_bit", gpa);
      }
    }
  }

  /** Repeats a walk of the second stage: what it sets was set by the walk that it was part of. */
  private void secondStage(Walker second, long address, long access) {
    if (second.context().directMap()) {
      return;
    }
    second.walk(address, access | PageFaultErrorBits.U_MASK);
    walked(second);
  }

  @Override
  public void page(PageChange change) {
    String name =
        switch (change.kind()) {
          case NEW, EXISTING -> "kvm_mmu_get_page";
          case ZAPPED -> "kvm_mmu_prepare_zap_page";
          case UNSYNC -> "kvm_mmu_unsync_page";
          case SYNC -> "kvm_mmu_sync_page";
        };
    String fields =
        String.format(
            Locale.ROOT,
            "mmu_valid_gen=%d gfn=%d role=%s root_count=%d unsync=%d",
            change.generation(),
            change.gfn(),
            Integer.toUnsignedString(change.role()),
            change.rootCount(),
            change.unsync() ? 1 : 0);
    lines.event(
        name,
        switch (change.kind()) {
          case NEW -> fields + " created=1";
          case EXISTING -> fields + " created=0";
          default -> fields;
        });
  }

  @Override
  public void track(long gfn, int space, boolean up) {
    lines.event(up ? "track_add" : "track_del", TraceLines.hex("gfn", gfn) + " mode=0");
  }

  @Override
  public void zapAllFast(int generation, int used) {
    lines.event(
        "kvm_mmu_zap_all_fast",
        "mmu_valid_gen=" + generation + " mmu_used_pages=" + Integer.toHexString(used));
  }

  @Override
  public void called(Vcpu vcpu, KernelFunction function, long argument, long second) {
    probes.called(vcpu, function, argument, second);
  }

  @Override
  public void initsShadowNpt(Vcpu vcpu, Registers l1, long nestedCr3) {
    probes.initsShadowNpt(vcpu, l1, nestedCr3);
  }

  @Override
  public void computed(MmuContext context, boolean configured) {
    probes.computed(context, configured);
  }

  @Override
  public void syncRoots(Vcpu vcpu) {
    probes.withRoots("sync_roots", "", vcpu);
  }

  @Override
  public void freeRoots(ShadowContext context, boolean current, int previous) {
    long set = current ? PageMath.setOf(0) : 0;
    for (int i = 0; i < ShadowContext.PREVIOUS; i++) {
      set |= PageMath.contains(previous, i) * PageMath.setOf(1 + i);
    }
    if (current && previous == Roots.ALL_PREVIOUS) {
      set = ALL_ROOTS;
    }
    probes.freeRoots(context, set);
  }

  @Override
  public void end(Vcpu vcpu) {
    probes.put(vcpu);
  }

  @Override
  public void efer(long value, boolean accepted) {
    lines.event(
        "kvm_msr",
        String.format("write=1 ecx=%x data=0x%x exception=%d", EFER, value, accepted ? 0 : 1));
  }

  @Override
  public void privilege(int pkru, int cpl, boolean ac) {
    lines.event(
        "tracing_mark_write",
        String.format("MARK privilege pkru=0x%x cpl=%d ac=%d", pkru, cpl, ac ? 1 : 0));
  }
}
