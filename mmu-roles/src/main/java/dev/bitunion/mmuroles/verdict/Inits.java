package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.mmu.VcpuContexts;
import dev.bitunion.mmuroles.role.KernelWords;
import dev.bitunion.mmuroles.role.MmuRoleBits;

/** Initialises a vCPU's contexts as the kernel does, and says whether anything has to change. */
final class Inits {
  private Inits() {}

  /**
   * kvm_init_mmu.
   *
   * @param stored the role that the context in use had before, as printed
   */
  static void init(VcpuTrack vcpu, long stored, long line, Tallies tallies) {
    VcpuContexts contexts = vcpu.contexts();
    boolean nested = contexts.isNested();
    if (vcpu.rolesKnown) {
      boolean cpuidChanged =
          stored != contexts.mmu().role()
              && stored == MmuRoleBits.withExtValid(contexts.mmu().role(), false);
      if (cpuidChanged) {
        contexts.invalidateRoles();
      }
      compare(vcpu, stored, line, tallies);
    }
    long before = nested ? contexts.nested().role() : stored;
    vcpu.initMmu();
    long now = contexts.walkMmu().role();
    if (nested && !vcpu.nestedRoleKnown) {
      vcpu.init.cannotTell(Reason.NESTED_ROLE_NOT_PRINTED, line);
    } else {
      vcpu.init.expect(contexts.walkMmu(), before != now, line, change(vcpu, before, now));
    }
    vcpu.nestedRoleKnown |= nested;
    vcpu.rolesKnown = true;
  }

  /** Nested paging begins: guest_mmu gets its role. */
  static void initNpt(VcpuTrack vcpu, long role, long cr4, long efer, long nestedCr3, long line) {
    long before = vcpu.contexts().guest().role();
    vcpu.initNpt(role, cr4, efer, nestedCr3);
    expect(vcpu, before, line);
  }

  /** Nested EPT begins, or another pointer is taken: guest_mmu gets its role. */
  static void initEpt(VcpuTrack vcpu, long role, long eptp, long line) {
    long before = vcpu.contexts().guest().role();
    vcpu.initEpt(role, eptp);
    expect(vcpu, before, line);
  }

  private static void expect(VcpuTrack vcpu, long before, long line) {
    VcpuContexts contexts = vcpu.contexts();
    long role = contexts.guest().role();
    if (vcpu.nestedRoleKnown || before != 0) {
      vcpu.init.expect(contexts.guest(), before != role, line, change(vcpu, before, role));
    } else {
      vcpu.init.cannotTell(vcpu.unknownReason(), line);
    }
  }

  /** The role that the context in use has, as printed when roots are loaded. */
  static void stored(VcpuTrack vcpu, long role, long line, Tallies tallies) {
    if (vcpu.contexts() == null) {
      return;
    }
    if (vcpu.rolesKnown) {
      compare(vcpu, role, line, tallies);
    } else if (vcpu.registersKnown) {
      if (vcpu.contexts().mmu().role() == 0 && !vcpu.inGuestMode()) {
        vcpu.initMmu();
      }
      vcpu.rolesKnown = vcpu.contexts().mmu().role() == role;
    }
  }

  private static void compare(VcpuTrack vcpu, long seen, long line, Tallies tallies) {
    long role = vcpu.contexts().mmu().role();
    if (role != seen) {
      KernelWords words = vcpu.model().words();
      tallies.disagree(
          Level.RECONFIGURATIONS,
          line,
          "stored role " + text(words, role),
          "stored role " + text(words, seen),
          words.contextDiff(role, seen));
    }
  }

  private static String change(VcpuTrack vcpu, long before, long now) {
    KernelWords words = vcpu.model().words();
    return before == now ? "the role stays " + text(words, now) : words.contextDiff(before, now);
  }

  static String text(KernelWords words, long role) {
    return String.format("0x%016x", words.context(role));
  }
}
