package dev.bitunion.mmuroles.check.access;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.arch.PkruBits;
import dev.bitunion.mmuroles.arch.Pte64Bits;
import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.FlatMemory;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import java.util.ArrayList;
import java.util.List;

/**
 * Every combination of entry bits, registers, privilege and access in 32-bit, PAE, 4-level or
 * 5-level paging: what the simulated walker answers, beside {@link PagingRules}.
 *
 * <p>Entries of all levels go through present, writable, user, no-execute, page size and a reserved
 * bit; below an entry that ends the walk nothing varies. Accessed and dirty bits are set. In 32-bit
 * paging v5.14 reports a fetch as such if EFER.NX is set, although the manual wants CR4.PAE too;
 * there the fetch flag is not compared.
 */
public final class AccessSweep {
  private static final int MAXPHYADDR = 46;
  private static final int LEAF_FRAME = 7;
  private static final int KEY = 5;
  private static final int REGISTER_SETS = 32;
  private static final int USER_CPL = 3;
  private static final int[] KINDS = {0, PagingRules.WRITE, PagingRules.FETCH};
  private static final long ACCESSED_AND_DIRTY = Pte64Bits.A_MASK | Pte64Bits.D_MASK;

  private final int levels;
  private final Behaviours behaviours;
  private final FlatMemory memory = new FlatMemory(LEAF_FRAME + 1);
  private final CpuState cpu;
  private final GuestCpuid cpuid = new GuestCpuid(MAXPHYADDR, true, false);
  private final List<Subject> subjects = new ArrayList<>();
  private final long[] entries = new long[6];
  private final SweepResult result =
      new SweepResult(
          Behaviour.AC_OVERRIDES_IMPLICIT_ACCESS,
          Behaviour.PKRU_MASK_ACCUMULATES,
          Behaviour.NPT_CONSULTS_PKRU,
          Behaviour.MASKS_STALE_WITHOUT_PAGING);

  /** Every level's table is the frame of its level's number, and the address selects entry 0. */
  private static final long ADDRESS = 0;

  /**
   * Sets up a sweep.
   *
   * @param levels 2 (32-bit), 3 (PAE), 4 or 5
   * @param behaviours what the kernel does
   */
  public AccessSweep(int levels, Behaviours behaviours) {
    this.levels = levels;
    this.behaviours = behaviours;
    memory.addSlot(0, LEAF_FRAME + 1, false);
    cpu = new CpuState(behaviours);
    cpu.setCr3(PageMath.gpa(levels));
    for (int set = 0; set < REGISTER_SETS; set++) {
      addSubjects(set);
      if (levels == 2) {
        addSubjects(set | PagingRules.PSE);
      }
    }
  }

  private void addSubjects(int registers) {
    boolean wp = (registers & PagingRules.WP) != 0;
    boolean pke = (registers & PagingRules.PKE) != 0;
    subjects.add(subject(registers, false, false));
    if (!wp) {
      Subject nested = subject(registers, true, false);
      nested.walker().context().readPgdFromNestedCr3(PageMath.gpa(levels));
      subjects.add(nested);
    }
    if (!wp && pke && levels > 3) {
      subjects.add(subject(registers, false, true));
    }
  }

  private Subject subject(int registers, boolean nested, boolean stale) {
    return Subject.of(levels, registers, nested, stale, cpuid, behaviours, memory, cpu);
  }

  /** Runs the whole sweep. */
  public SweepResult run() {
    if (levels == 3) {
      pdptes();
    } else {
      entriesOf(levels);
    }
    pagingOff();
    return result;
  }

  /** A page-directory-pointer entry has no rights: it is present or not. */
  private void pdptes() {
    for (int present = 0; present <= 1; present++) {
      put(3, Pte64Bits.withPresentBit(Pte64Bits.prepFrame(2), present));
      if (present == 0) {
        everyAccess();
      } else {
        entriesOf(2);
      }
    }
  }

  private void entriesOf(int level) {
    for (int bits = 0; bits < 64; bits++) {
      boolean reserved = (bits & 16) != 0;
      boolean large = (bits & 32) != 0;
      boolean noExecute = (bits & 8) != 0;
      if (level == 1 && large || levels == 2 && (noExecute || reserved && !large)) {
        continue;
      }
      long entry = Pte64Bits.prepFrame(level == 1 ? LEAF_FRAME : large ? 0 : level - 1);
      entry = Pte64Bits.withPresentBit(entry, bits & 1) | ACCESSED_AND_DIRTY;
      entry = Pte64Bits.withWritable(entry, (bits & 2) != 0);
      entry = Pte64Bits.withUser(entry, (bits & 4) != 0);
      entry = Pte64Bits.withNoExecute(entry, noExecute);
      entry = Pte64Bits.withPageSize(entry, large);
      entry = Pte64Bits.withProtectionKey(entry, levels > 3 ? KEY : 0);
      put(level, reserved ? entry | reservedBit() : entry);
      boolean ends = (bits & 1) == 0 || reserved || large || level == 1;
      if (ends) {
        everyAccess();
      } else {
        entriesOf(level - 1);
      }
    }
  }

  private long reservedBit() {
    return PageMath.setOf(levels == 2 ? 21 : 50);
  }

  private void put(int level, long entry) {
    entries[level] = entry;
    memory.write64(PageMath.gpa(level), entry);
    if (levels == 3 && level == 3) {
      subjects.forEach(subject -> subject.walker().context().setPdptr(0, entry));
    }
  }

  private void everyAccess() {
    boolean needsPse = levels == 2 && Pte64Bits.pageSize(entries[2]);
    for (Subject subject : subjects) {
      if (!needsPse || (subject.registers() & PagingRules.PSE) != 0) {
        for (int denies = 0; denies <= (subject.keys() ? 3 : 0); denies++) {
          cpu.setPkru(subject.keys() ? denyOthers(denies) : -1);
          everyPrivilege(subject, denies);
        }
      }
    }
  }

  private static int denyOthers(int denies) {
    int pkru = PkruBits.withAd5(-1, (denies & PagingRules.ACCESS_DISABLE) != 0);
    return PkruBits.withWd5(pkru, (denies & PagingRules.WRITE_DISABLE) != 0);
  }

  private void everyPrivilege(Subject subject, int denies) {
    for (int cpl = 0; cpl <= USER_CPL; cpl++) {
      for (int ac = 0; ac <= 1; ac++) {
        cpu.setPrivilege(cpl, ac == 1);
        boolean lifts = cpl < USER_CPL && ac == 1;
        for (int kind : KINDS) {
          boolean user = subject.nested() || cpl == USER_CPL;
          check(subject, user ? kind | PagingRules.USER : kind, false, lifts, denies);
          if (kind != PagingRules.FETCH && !subject.nested()) {
            check(subject, kind, true, lifts, denies);
          }
        }
      }
    }
  }

  private void check(Subject subject, int access, boolean implicit, boolean lifts, int denies) {
    long asked = implicit ? access | PageFaultErrorBits.IMPLICIT_MASK : access;
    int got =
        subject.walker().walk(ADDRESS, asked) ? PagingRules.PASSES : (int) subject.walker().error();
    boolean wp = (subject.registers() & PagingRules.WP) != 0;
    int keys = subject.nested() ? 0 : denies;
    int expected = decide(subject, access, lifts && !implicit, keys, wp);
    result.addCase();
    if (!same(subject, got, expected)) {
      name(subject, access, implicit, lifts, denies, got, expected);
    }
  }

  private int decide(Subject subject, int access, boolean lifted, int denies, boolean wpForKeys) {
    return PagingRules.decide(
        levels, entries, subject.registers(), access, lifted, denies, wpForKeys);
  }

  private boolean same(Subject subject, int got, int expected) {
    if (got == expected) {
      return true;
    }
    boolean doubtful = levels == 2 && (subject.registers() & PagingRules.NX) != 0;
    return doubtful
        && got != PagingRules.PASSES
        && (got & ~PagingRules.FETCH) == (expected & ~PagingRules.FETCH)
        && expected != PagingRules.PASSES;
  }

  /** Finds the known behaviour that explains a difference: with it, the rules agree. */
  private void name(
      Subject subject,
      int access,
      boolean implicit,
      boolean lifts,
      int denies,
      int got,
      int expected) {
    boolean wp = (subject.registers() & PagingRules.WP) != 0;
    boolean lifted = lifts && !implicit;
    int keys = subject.nested() ? 0 : denies;
    if (implicit && lifts && got == decide(subject, access, true, keys, wp)) {
      result.differs(Behaviour.AC_OVERRIDES_IMPLICIT_ACCESS);
    } else if (subject.nested() && got == decide(subject, access, lifted, denies, wp)) {
      result.differs(Behaviour.NPT_CONSULTS_PKRU);
    } else if (subject.stale()
        && (got == decide(subject, access, lifted, keys, true)
            || implicit && got == decide(subject, access, lifts, keys, true))) {
      result.differs(Behaviour.PKRU_MASK_ACCUMULATES);
    } else {
      result.disagrees(
          result.wantsMore()
              ? describe(subject, access, implicit, lifts, denies, got, expected)
              : "");
    }
  }

  private String describe(
      Subject subject,
      int access,
      boolean implicit,
      boolean lifts,
      int denies,
      int got,
      int expected) {
    StringBuilder text = new StringBuilder("entries");
    for (int level = levels; level >= 1; level--) {
      text.append(" 0x").append(Long.toHexString(entries[level]));
    }
    return text.append(", registers ")
        .append(subject.registers())
        .append(subject.nested() ? ", NPT" : "")
        .append(subject.stale() ? ", stale" : "")
        .append(", access 0x")
        .append(Integer.toHexString(access))
        .append(implicit ? " implicit" : "")
        .append(lifts ? " AC" : "")
        .append(", key denies ")
        .append(denies)
        .append(": the architecture says ")
        .append(answer(expected))
        .append(", the simulator ")
        .append(answer(got))
        .toString();
  }

  private static String answer(int code) {
    return code == PagingRules.PASSES ? "pass" : "fault 0x" + Integer.toHexString(code);
  }

  /** Without paging nothing faults; what the tables of the old registers say is 9.13. */
  private void pagingOff() {
    for (Subject subject : subjects) {
      if (subject.nested() || subject.stale()) {
        continue;
      }
      subject.turnPagingOff(levels);
      MmuContext context = subject.walker().context();
      for (int cpl = 0; cpl <= USER_CPL; cpl++) {
        for (int ac = 0; ac <= 1; ac++) {
          cpu.setPrivilege(cpl, ac == 1);
          for (int kind : KINDS) {
            askStaleTable(context, cpl == USER_CPL ? kind | PagingRules.USER : kind);
          }
        }
      }
    }
  }

  private void askStaleTable(MmuContext context, int access) {
    for (int rights = 0; rights <= 7; rights++) {
      result.addCase();
      if (context.permissionFault(rights, KEY, access, cpu) != 0) {
        result.differs(Behaviour.MASKS_STALE_WITHOUT_PAGING);
      }
    }
  }
}
