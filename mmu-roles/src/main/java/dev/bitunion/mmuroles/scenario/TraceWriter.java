package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.mmu.FaultReason;
import dev.bitunion.mmuroles.mmu.HostMmu;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Writes a simulation as {@code trace-cmd report -R} writes a recorded trace: KVM's page events
 * with their raw fields, so that no bit of a role is lost, faults and their walks, and the probe
 * {@code init_mmu} with the registers. A {@code kvm_exit} stands before each event of a scenario.
 * Times count events, a microsecond each.
 */
public final class TraceWriter implements TraceSink {
  private final PrintWriter out;
  private long time;

  /**
   * Begins a trace.
   *
   * @param out where it goes
   * @param header its first line, the static facts
   */
  public TraceWriter(PrintWriter out, String header) {
    this.out = out;
    out.println(header);
    out.println("cpus=1");
  }

  @Override
  public void exit() {
    event("kvm_exit", "vcpu_id=0");
  }

  @Override
  public void fault(long address, long error) {
    event(
        "kvm_page_fault",
        "fault_address=" + Long.toHexString(address) + " error_code=" + Long.toHexString(error));
  }

  /**
   * The entries are printed with the accessed and dirty bits that the walk set: no outcome depends
   * on them.
   */
  @Override
  public void walked(Walker walker) {
    event(
        "kvm_mmu_pagetable_walk",
        "addr="
            + Long.toHexString(walker.address())
            + " pferr="
            + Long.toHexString(walker.access()));
    FaultReason reason = walker.reason();
    for (int level = walker.firstRead(); level >= walker.lowestRead(); level--) {
      event(
          "kvm_mmu_paging_element",
          "pte=" + Long.toHexString(walker.entry(level)) + " level=" + level);
    }
    if (reason != FaultReason.NONE && reason != FaultReason.ILLEGAL_ADDRESS) {
      event("kvm_mmu_walker_error", "pferr=" + Long.toHexString(walker.error()));
    }
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
    event(
        name,
        switch (change.kind()) {
          case NEW -> fields + " created=1";
          case EXISTING -> fields + " created=0";
          default -> fields;
        });
  }

  @Override
  public void zapAllFast(int generation, int used) {
    event(
        "kvm_mmu_zap_all_fast",
        "mmu_valid_gen=" + generation + " mmu_used_pages=" + Integer.toHexString(used));
  }

  @Override
  public void initMmu(Vcpu vcpu, long roleBefore, boolean reconfigured) {
    event(
        "init_mmu",
        String.format(
            "role=0x%x %scr0=0x%x cr3=0x%x cr4=0x%x efer=0x%x hflags=0x%x",
            roleBefore,
            rootRole(vcpu, roleBefore),
            vcpu.cr0(),
            vcpu.cr3(),
            vcpu.cr4(),
            vcpu.efer(),
            vcpu.hflags()));
    if (reconfigured && vcpu.config().model().hasOneRole()) {
      event("init_ctx_reconfig", "");
    }
  }

  /** Where a context has two roles the probe prints both. */
  private static String rootRole(Vcpu vcpu, long cpuRole) {
    RoleModel model = vcpu.config().model();
    if (model.hasOneRole()) {
      return "";
    }
    HostMmu host = vcpu.config().host();
    long role = model.words().ownContext(cpuRole);
    int pages =
        host.tdp()
            ? model.tdpPages(role, host.tdpLevel(), host.adDisabled())
            : model.shadowPages(role);
    return String.format("rootrole=0x%x ", role == 0 ? 0 : model.words().page(pages));
  }

  private void event(String name, String payload) {
    time++;
    out.printf(
        Locale.ROOT,
        " mmu-roles-1     [000] %5d.%06d: %-22s %s%n",
        time / 1_000_000,
        time % 1_000_000,
        name + ":",
        payload);
  }
}
