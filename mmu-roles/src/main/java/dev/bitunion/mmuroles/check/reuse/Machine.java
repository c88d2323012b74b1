package dev.bitunion.mmuroles.check.reuse;

import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.HostMmu;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.vcpu.GuestFeatures;
import dev.bitunion.mmuroles.vcpu.VcpuConfig;
import dev.bitunion.mmuroles.vcpu.Vendor;

/** The machines of the search, named as scenarios name them. */
public enum Machine {
  /** Shadow paging. */
  S(false, Vendor.SVM),
  /** EPT with four levels. */
  E4(true, Vendor.VMX),
  /** NPT. */
  N(true, Vendor.SVM);

  private static final int MAXPHYADDR = 46;
  private static final int LEVELS = 4;

  private final boolean tdp;
  private final Vendor vendor;

  Machine(boolean tdp, Vendor vendor) {
    this.tdp = tdp;
    this.vendor = vendor;
  }

  VcpuConfig config(RoleModel model) {
    return new VcpuConfig(
        new HostMmu(tdp, LEVELS, false, true),
        vendor,
        new GuestCpuid(MAXPHYADDR, true, false),
        GuestFeatures.ALL,
        model);
  }
}
