package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.VcpuContexts;
import dev.bitunion.mmuroles.role.HflagsBits;
import dev.bitunion.mmuroles.role.PageRoleBits;

/** Looks for the smallest change of registers that would explain a disagreement. */
final class Hints {
  /** One bit of the vCPU's state that a trace may have hidden. */
  private enum Bit {
    WP("CR0.WP", Cr0Bits.WP_MASK, 0, 0, 0),
    PSE("CR4.PSE", 0, Cr4Bits.PSE_MASK, 0, 0),
    SMEP("CR4.SMEP", 0, Cr4Bits.SMEP_MASK, 0, 0),
    SMAP("CR4.SMAP", 0, Cr4Bits.SMAP_MASK, 0, 0),
    NX("EFER.NX", 0, 0, EferBits.NX_MASK, 0),
    GUEST("guest mode", 0, 0, 0, HflagsBits.GUEST_MASK),
    SMM("SMM", 0, 0, 0, HflagsBits.SMM_MASK),
    PAE("CR4.PAE", 0, Cr4Bits.PAE_MASK, 0, 0),
    LMA("EFER.LMA", 0, 0, EferBits.LMA_MASK, 0),
    LA57("CR4.LA57", 0, Cr4Bits.LA57_MASK, 0, 0),
    PG("CR0.PG", Cr0Bits.PG_MASK, 0, 0, 0);

    final String label;
    final long cr0;
    final long cr4;
    final long efer;
    final int hflags;

    Bit(String label, long cr0, long cr4, long efer, int hflags) {
      this.label = label;
      this.cr0 = cr0;
      this.cr4 = cr4;
      this.efer = efer;
      this.hflags = hflags;
    }

    boolean isSet(VcpuTrack vcpu) {
      return (vcpu.cr0 & cr0 | vcpu.cr4 & cr4 | vcpu.efer & efer | vcpu.hflags & hflags) != 0;
    }
  }

  /** Decides whether everything agrees with these contexts. */
  private interface Test {
    boolean agrees(VcpuContexts contexts, RecordedWalk walk);
  }

  /** What would make the last recorded walk end as it did. */
  String walk(VcpuTrack vcpu) {
    return search(
        vcpu, (contexts, walk) -> WalkVerdicts.repeat(walk, contexts.walker(), contexts.root()));
  }

  /**
   * What would give a page the role that was seen.
   *
   * @param expected the role that was computed
   * @param seen the role in the trace
   */
  String role(VcpuTrack vcpu, int expected, int seen) {
    String registers = "";
    if (vcpu.contexts().mmu() == vcpu.contexts().root()) {
      long address = 0;
      registers =
          search(
              vcpu,
              (contexts, walk) -> {
                MmuContext context = contexts.root();
                int level = PageRoleBits.level(expected);
                int access = PageRoleBits.access(expected);
                boolean direct = PageRoleBits.direct(expected);
                int role = context.pageRole(address, level, direct, access);
                role = PageRoleBits.withQuadrant(role, PageRoleBits.quadrant(expected));
                return role == seen;
              });
    }
    return registers.isEmpty() ? vcpu.model().words().pageDiff(expected, seen) : registers;
  }

  private static String search(VcpuTrack vcpu, Test test) {
    Bit[] bits = Bit.values();
    for (Bit bit : bits) {
      if (test.agrees(with(vcpu, bit, null), vcpu.walk)) {
        return "all agree if " + change(vcpu, bit);
      }
    }
    for (int i = 0; i < bits.length; i++) {
      for (int j = i + 1; j < bits.length; j++) {
        if (test.agrees(with(vcpu, bits[i], bits[j]), vcpu.walk)) {
          return "all agree if " + change(vcpu, bits[i]) + " and " + change(vcpu, bits[j]);
        }
      }
    }
    return "";
  }

  private static String change(VcpuTrack vcpu, Bit bit) {
    return bit.label + " were " + (bit.isSet(vcpu) ? 0 : 1);
  }

  private static VcpuContexts with(VcpuTrack vcpu, Bit one, Bit two) {
    CpuState cpu = new CpuState(vcpu.model().behaviours());
    cpu.setCr3(vcpu.cr3);
    VcpuContexts contexts = vcpu.scratch(vcpu.walk, cpu);
    long cr0 = vcpu.cr0 ^ one.cr0 ^ (two == null ? 0 : two.cr0);
    long cr4 = vcpu.cr4 ^ one.cr4 ^ (two == null ? 0 : two.cr4);
    long efer = vcpu.efer ^ one.efer ^ (two == null ? 0 : two.efer);
    int hflags = vcpu.hflags ^ one.hflags ^ (two == null ? 0 : two.hflags);
    contexts.init(cr0, cr4, efer, hflags);
    return contexts;
  }
}
