package dev.bitunion.mmuroles.vcpu;

import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.HostMmu;
import dev.bitunion.mmuroles.role.RoleModel;

/**
 * What is constant for a virtual machine.
 *
 * @param host what the host's MMU offers
 * @param vendor whose virtualisation it is
 * @param cpuid what CPUID tells the guest about addresses when it is created
 * @param features what else CPUID offers
 * @param model the kernel's roles and behaviours
 */
public record VcpuConfig(
    HostMmu host, Vendor vendor, GuestCpuid cpuid, GuestFeatures features, RoleModel model) {}
