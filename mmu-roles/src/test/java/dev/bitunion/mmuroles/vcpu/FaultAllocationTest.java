package dev.bitunion.mmuroles.vcpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.HostMmu;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.shadow.FaultResult;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A fault that finds every page and entry in place takes no memory. */
class FaultAllocationTest {
  private static final int FAULTS = 5000;
  private static final long PRESENT_WRITABLE_USER_ACCESSED_DIRTY = 0x67;

  @Test
  void aFaultThatFindsEverythingAllocatesNothing() {
    VcpuConfig config =
        new VcpuConfig(
            new HostMmu(false, 4, false, false),
            Vendor.SVM,
            new GuestCpuid(40, true, false),
            GuestFeatures.ALL,
            RoleModel.of(KernelVersion.V5_14));
    long efer = EferBits.LME_MASK | EferBits.LMA_MASK | EferBits.NX_MASK;
    long cr0 = Cr0Bits.PG_MASK | Cr0Bits.PE_MASK | Cr0Bits.WP_MASK;
    Vcpu vcpu = new Vcpu(config, cr0, Cr4Bits.PAE_MASK, efer);
    VcpuEvents on = new VcpuEvents(vcpu);
    vcpu.vm().slots(0).add(0, 0x1000, false);
    for (int table = 0x10; table < 0x14; table++) {
      long entry = PageMath.gpa(table + 1) | PRESENT_WRITABLE_USER_ACCESSED_DIRTY;
      on.memory().store(PageMath.gpa(table), Long.BYTES, entry);
    }
    on.forceCr3(PageMath.gpa(0x10));
    on.entry().run();
    long write = PageFaultErrorBits.W_MASK | PageFaultErrorBits.U_MASK;
    assertThat(on.memory().fault(0, write)).isEqualTo(FaultResult.FIXED);

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    int spurious = 0;
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 4; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < FAULTS; i++) {
        spurious += on.memory().fault(0, write) == FaultResult.SPURIOUS ? 1 : 0;
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    assertThat(spurious).isEqualTo(4 * FAULTS);
    assertThat(least).as("bytes for " + FAULTS + " faults").isLessThan(FAULTS);
    assertThat(vcpu.vm().stats().mmuCacheMiss).isEqualTo(4);
  }
}
