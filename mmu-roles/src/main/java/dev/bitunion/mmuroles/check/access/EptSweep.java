package dev.bitunion.mmuroles.check.access;

import dev.bitunion.mmuroles.arch.EptEntryBits;
import dev.bitunion.mmuroles.arch.ExitQualificationBits;
import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.FaultReason;
import dev.bitunion.mmuroles.mmu.FlatMemory;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.RoleMath;

/**
 * Every combination of rights, memory type, page size and a reserved bit in the entries of 4-level
 * EPT, with and without execute-only entries and accessed and dirty bits: what the simulated walker
 * answers, beside {@link EptRules}. CPL, EFLAGS.AC and PKRU vary too, for they must not matter.
 */
public final class EptSweep {
  private static final int MAXPHYADDR = 46;
  private static final int LEVELS = 4;
  private static final int LEAF_FRAME = 7;
  private static final long ADDRESS = 0;
  private static final int[] ACCESSES = {EptRules.READ, EptRules.WRITE, EptRules.EXECUTE};

  private final FlatMemory memory = new FlatMemory(LEAF_FRAME + 1);
  private final CpuState cpu;
  private final Walker[] walkers = new Walker[4];
  private final long[] entries = new long[LEVELS + 1];
  private final SweepResult result = new SweepResult();

  /** Sets up a sweep of the kernel with these behaviours. */
  public EptSweep(Behaviours behaviours) {
    memory.addSlot(0, LEAF_FRAME + 1, false);
    cpu = new CpuState(behaviours);
    for (int i = 0; i < walkers.length; i++) {
      MmuContext context =
          new MmuContext(
              MmuContext.Kind.GUEST, new GuestCpuid(MAXPHYADDR, true, false), behaviours);
      context.initEpt(RoleMath.shadowEpt((i & 2) != 0, (i & 1) != 0, LEVELS, 0));
      context.readPgdFromEptp(PageMath.gpa(LEVELS));
      walkers[i] = new Walker(context, memory, cpu);
    }
  }

  /** Runs the whole sweep. */
  public SweepResult run() {
    entriesOf(LEVELS);
    return result;
  }

  private void entriesOf(int level) {
    for (int type = 0; type <= 7; type++) {
      for (int bits = 0; bits < 64; bits++) {
        boolean large = (bits & 8) != 0;
        boolean reserved = (bits & 16) != 0;
        boolean ignorePat = (bits & 32) != 0;
        long entry = EptEntryBits.prepFrame(level == 1 ? LEAF_FRAME : large ? 0 : level - 1);
        entry = EptEntryBits.withReadableBit(entry, bits & 1);
        entry = EptEntryBits.withWritable(entry, (bits & 2) != 0);
        entry = EptEntryBits.withExecutable(entry, (bits & 4) != 0);
        entry = EptEntryBits.withMemoryType(entry, type);
        entry = EptEntryBits.withIgnorePat(entry, ignorePat);
        entry = EptEntryBits.withPageSize(entry, large);
        entry |= EptEntryBits.A_MASK | EptEntryBits.D_MASK;
        put(level, reserved ? entry | PageMath.setOf(50) : entry);
        boolean table = level > 1 && !large && !reserved && type == 0 && !ignorePat;
        if (table && (bits & 7) != 0 && mayPass(bits & 7)) {
          entriesOf(level - 1);
        } else {
          everyAccess();
        }
      }
    }
  }

  /** Some processor takes these rights for good. */
  private static boolean mayPass(int rights) {
    return (rights & EptRules.READ) != 0 || rights == EptRules.EXECUTE;
  }

  private void put(int level, long entry) {
    entries[level] = entry;
    memory.write64(PageMath.gpa(level), entry);
  }

  private void everyAccess() {
    for (int privilege = 0; privilege < 8; privilege++) {
      cpu.setPrivilege((privilege & 1) != 0 ? 3 : 0, (privilege & 2) != 0);
      cpu.setPkru((privilege & 4) != 0 ? -1 : 0);
      for (int i = 0; i < walkers.length; i++) {
        for (int access : ACCESSES) {
          check(walkers[i], (i & 1) != 0, access);
        }
      }
    }
  }

  private void check(Walker walker, boolean executeOnly, int access) {
    result.addCase();
    cpu.setExitQualification(0);
    int got = answer(walker, access);
    int expected = EptRules.decide(entries, executeOnly, access);
    if (got != expected) {
      result.disagrees(
          String.format(
              "entries 0x%x 0x%x 0x%x 0x%x, execute-only %s, access %d:"
                  + " the architecture says %d, the simulator %d",
              entries[4], entries[3], entries[2], entries[1], executeOnly, access, expected, got));
    }
  }

  private int answer(Walker walker, int access) {
    long asked = PageFaultErrorBits.prepWrite(access == EptRules.WRITE);
    asked = PageFaultErrorBits.withUser(asked, access == EptRules.READ);
    asked = PageFaultErrorBits.withFetch(asked, access == EptRules.EXECUTE);
    if (walker.walk(ADDRESS, asked)) {
      return EptRules.PASSES;
    }
    if (walker.reason() == FaultReason.RESERVED) {
      return EptRules.MISCONFIGURED;
    }
    long qualification = cpu.exitQualification();
    return EptRules.READ * ExitQualificationBits.readableBit(qualification)
        + EptRules.WRITE * ExitQualificationBits.writableBit(qualification)
        + EptRules.EXECUTE * ExitQualificationBits.executableBit(qualification);
  }
}
