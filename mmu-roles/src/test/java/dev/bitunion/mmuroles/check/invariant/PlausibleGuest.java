package dev.bitunion.mmuroles.check.invariant;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.arch.EptEntryBits;
import dev.bitunion.mmuroles.arch.EptpBits;
import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.arch.Pte64Bits;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.HostMmu;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.shadow.ShadowPages;
import dev.bitunion.mmuroles.vcpu.GuestFeatures;
import dev.bitunion.mmuroles.vcpu.Registers;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import dev.bitunion.mmuroles.vcpu.VcpuConfig;
import dev.bitunion.mmuroles.vcpu.VcpuEvents;
import dev.bitunion.mmuroles.vcpu.Vendor;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A guest that does what guests can do, on few tables and few addresses, so that everything meets
 * everything: its tables share tables, map tables, and are changed while they are used. What it
 * stores without KVM noticing goes to memory that it may write. Each event's numbers depend on seed
 * and place alone, so that machines with other kernels get the same events.
 */
final class PlausibleGuest {
  /** Tables come in families of four levels with two tables each: L1's and L2's, EPT's or NPT's. */
  private static final long FIRST = 0x10;

  private static final int PER_LEVEL = 2;
  private static final int LEVELS = 4;

  /** Tables of page-directory pointers, whose entries have no rights. */
  private static final long POINTERS = 0x30;

  private static final long DATA = 0x40;
  private static final long FRAMES = 0x1000;
  private static final long MODES =
      Cr4Bits.PSE_MASK | Cr4Bits.SMEP_MASK | Cr4Bits.SMAP_MASK | Cr4Bits.PKE_MASK;

  private final long seed;
  private final boolean tdp;
  private final Vendor vendor;
  private Random random;
  private int events;
  private boolean dead;
  final Vcpu vcpu;
  final VcpuEvents on;

  PlausibleGuest(long seed, Behaviours behaviours) {
    this.seed = seed;
    random = new Random(new SplittableRandom(seed).nextLong());
    tdp = random.nextInt(3) == 0;
    vendor = random.nextBoolean() ? Vendor.SVM : Vendor.VMX;
    VcpuConfig config =
        new VcpuConfig(
            new HostMmu(tdp, 4, false, true),
            vendor,
            new GuestCpuid(40, true, false),
            GuestFeatures.ALL,
            RoleModel.of(KernelVersion.V5_14, behaviours));
    vcpu = new Vcpu(config, Cr0Bits.ET_MASK, 0, 0);
    on = new VcpuEvents(vcpu);
    vcpu.vm().slots(0).add(0, FRAMES, false);
    vcpu.vm().slots(1).add(0, FRAMES, false);
    vcpu.vm().setHostLevel(1 + random.nextInt(3));
    if (random.nextInt(3) == 0) {
      vcpu.vm().setMax(20 + random.nextInt(20));
    }
    for (int family = 0; family < 2; family++) {
      for (int level = LEVELS; level >= 1; level--) {
        for (int table = 0; table < PER_LEVEL; table++) {
          for (int index = 0; index < 4; index++) {
            long gpa = PageMath.gpa(table(family, level, table)) + Long.BYTES * index;
            on.memory().store(gpa, Long.BYTES, entry(family, level));
          }
        }
      }
    }
    for (int table = 0; table < PER_LEVEL; table++) {
      for (int index = 0; index < 4; index++) {
        long gpa = PageMath.gpa(POINTERS + table) + Long.BYTES * index;
        on.memory().store(gpa, Long.BYTES, pointer());
      }
    }
    on.userSpace().setSregs(registers(3));
  }

  /** The machine has shut down: what happens to it from now on means nothing. */
  boolean dead() {
    return dead;
  }

  private static long table(int family, int level, int which) {
    return FIRST + PER_LEVEL * (LEVELS * family + LEVELS - level) + which;
  }

  private boolean ept(int family) {
    return family == 1 && tdp && vendor == Vendor.VMX;
  }

  private long pointer() {
    return Pte64Bits.withFrame(Pte64Bits.P_MASK, table(0, 2, random.nextInt(PER_LEVEL)));
  }

  private boolean often() {
    return random.nextInt(4) != 0;
  }

  private boolean seldom() {
    return random.nextInt(10) == 0;
  }

  private long entry(int family, int level) {
    if (seldom()) {
      return 0;
    }
    boolean large = level <= 3 && level > 1 && random.nextInt(6) == 0;
    long target =
        large
            ? level == 3 ? 0 : 0x200 * random.nextInt(3)
            : level > 1
                ? table(family, level - 1, random.nextInt(PER_LEVEL))
                : often()
                    ? DATA + random.nextInt(4)
                    : table(random.nextInt(2), 1 + random.nextInt(LEVELS), random.nextInt(2));
    return ept(family) ? eptEntry(target, level, large) : ordinary(target, large);
  }

  private long ordinary(long target, boolean large) {
    long entry = Pte64Bits.withFrame(Pte64Bits.P_MASK, target);
    entry = Pte64Bits.withPageSize(entry, large);
    entry = Pte64Bits.withWritable(entry, often());
    entry = Pte64Bits.withUser(entry, often());
    entry = Pte64Bits.withAccessed(entry, often());
    entry = Pte64Bits.withDirty(entry, often());
    return Pte64Bits.withNoExecute(entry, seldom());
  }

  private long eptEntry(long target, int level, boolean large) {
    long entry = EptEntryBits.withFrame(EptEntryBits.R_MASK, target);
    entry = EptEntryBits.withPageSize(entry, large);
    entry = EptEntryBits.withWritable(entry, often());
    entry = EptEntryBits.withExecutable(entry, often());
    entry = EptEntryBits.withAccessed(entry, often());
    entry = EptEntryBits.withDirty(entry, often());
    return level == 1 || large ? EptEntryBits.withMemoryType(entry, 6) : entry;
  }

  private Registers registers(int mode) {
    long cr4 = random.nextLong() & MODES;
    long wp = random.nextBoolean() ? Cr0Bits.WP_MASK : 0;
    long nx = often() ? EferBits.NX_MASK : 0;
    long cr0 = Cr0Bits.PG_MASK | Cr0Bits.PE_MASK | Cr0Bits.ET_MASK | wp;
    long top = PageMath.gpa(table(0, LEVELS, random.nextInt(PER_LEVEL)));
    return switch (mode) {
      case 0 -> new Registers(Cr0Bits.PE_MASK | Cr0Bits.ET_MASK, top, cr4, 0);
      case 1 -> new Registers(cr0, PageMath.gpa(table(0, 2, random.nextInt(2))), cr4, nx);
      case 2 ->
          new Registers(
              cr0, PageMath.gpa(POINTERS + random.nextInt(2)), cr4 | Cr4Bits.PAE_MASK, nx);
      default ->
          new Registers(
              cr0, top, cr4 | Cr4Bits.PAE_MASK, nx | EferBits.LME_MASK | EferBits.LMA_MASK);
    };
  }

  private int mode() {
    return random.nextInt(8) < 4 ? 3 : random.nextInt(4);
  }

  private long address() {
    long address = random.nextInt(PageMath.PAGE_SIZE);
    for (int level = 1; level <= LEVELS; level++) {
      address += PageMath.gpa(random.nextInt(2) * PageMath.framesPerEntry(level, 9));
    }
    return seldom() ? address & 0xffff_ffffL : address;
  }

  /** One event. */
  void next() {
    random = new Random(new SplittableRandom(31 * seed + events++).nextLong());
    int kind = random.nextInt(100);
    if (kind < 50) {
      access();
    } else if (kind < 66) {
      change();
    } else if (kind < 74) {
      on.registers().setCr3(registers(currentMode()).cr3());
    } else if (kind < 82) {
      register();
    } else if (kind < 90) {
      nested();
    } else {
      housekeeping();
    }
  }

  private int currentMode() {
    if (!vcpu.paging()) {
      return 0;
    }
    return vcpu.paePaging() ? 2 : Cr4Bits.pae(vcpu.cr4()) ? 3 : 1;
  }

  private void access() {
    boolean linear = vcpu.active().mmu().directMap();
    long address = linear ? PageMath.gpa(random.nextInt(0x50)) : address();
    long kind = random.nextInt(3);
    long access = kind == 0 ? 0 : kind == 1 ? PageFaultErrorBits.W_MASK : PageFaultErrorBits.F_MASK;
    vcpu.cpu().setPrivilege(0, random.nextBoolean());
    on.access().perform(address, PageFaultErrorBits.withUser(access, random.nextBoolean()));
  }

  /** The guest changes an entry, unnoticed if it may, and mostly invalidates what it changed. */
  private void change() {
    int family = random.nextInt(2);
    int level = 1 + random.nextInt(often() ? 2 : LEVELS);
    long gfn = table(family, level, random.nextInt(PER_LEVEL));
    long gpa = PageMath.gpa(gfn) + Long.BYTES * random.nextInt(3);
    long value = entry(family, level);
    if (seldom()) {
      gpa = PageMath.gpa(POINTERS + random.nextInt(2)) + Long.BYTES * random.nextInt(4);
      value = pointer();
    }
    if (caught(PageMath.gfn(gpa))) {
      on.memory().write(gpa, Long.BYTES, value);
    } else {
      on.memory().store(gpa, Long.BYTES, value);
    }
    if (random.nextInt(3) == 0) {
      on.memory().invlpg(address());
    }
  }

  /** Whether a page stands for the frame, and is not one that the guest may write. */
  private boolean caught(long gfn) {
    ShadowPages pages = vcpu.vm().pages();
    for (int page = 0; page < pages.limit(); page++) {
      if (pages.isAllocated(page)
          && !pages.invalid(page)
          && !PageRoleBits.direct(pages.role(page))
          && pages.gfn(page) == gfn
          && !pages.unsync(page)) {
        return true;
      }
    }
    return false;
  }

  private void register() {
    switch (random.nextInt(5)) {
      case 0 -> on.registers().setCr0(vcpu.cr0() ^ Cr0Bits.WP_MASK);
      case 1 -> on.registers().setCr4(vcpu.cr4() ^ MODES & random.nextLong());
      case 2 -> on.registers().setEfer(vcpu.efer() ^ EferBits.NX_MASK);
      case 3 -> vcpu.cpu().setPkru(Cr4Bits.pke(vcpu.cr4()) ? random.nextInt(4) : 0);
      default -> {
        if (!vcpu.guestMode()) {
          on.userSpace().setSregs(registers(mode()));
        }
      }
    }
  }

  private void nested() {
    if (vcpu.guestMode()) {
      exit();
    } else if (!vcpu.smm()) {
      boolean nestedPaging = tdp && often();
      long top = PageMath.gpa(table(1, LEVELS, random.nextInt(PER_LEVEL)));
      int result;
      if (vendor == Vendor.SVM) {
        long root =
            currentMode() == 3 ? top : currentMode() == 2 ? PageMath.gpa(POINTERS) : top + 0x4000;
        result = on.nesting().vmrun(nestedPaging, root, registers(mode()));
      } else {
        long eptp = EptpBits.withAd(EptpBits.withWalkLength(top, 3), random.nextBoolean());
        result = on.nesting().vmenter(nestedPaging, eptp, true, registers(mode()));
      }
      if (result != 0) {
        exit();
      }
    }
  }

  /** An exit to an L1 whose PDPTEs went bad fails half-way; hardware shuts down then. */
  private void exit() {
    dead |= on.nesting().vmexit() != 0;
  }

  private void housekeeping() {
    switch (random.nextInt(10)) {
      case 0 -> vcpu.shadow().zapper().unprotect(table(0, 1 + random.nextInt(LEVELS), 0));
      case 1 -> vcpu.shadow().zapper().zapAllFast();
      case 2 -> on.memory().invlpg(address());
      case 3 -> on.entry().run();
      case 4 -> vcpu.shadow().sync().syncRoots(vcpu.active());
      case 5 -> vcpu.unload();
      case 6 -> vcpu.shadow().zapper().zapOldest(1 + random.nextInt(5));
      case 7 -> on.nesting().freeNested();
      default -> smm();
    }
  }

  private void smm() {
    if (!vcpu.smm()) {
      if (vcpu.guestMode()) {
        exit();
      }
      on.smm().enter();
      if (often()) {
        on.userSpace().setSregs(registers(mode())); // SMM code that pages
      }
    } else if (on.smm().canLeave()) {
      dead |= !on.smm().leave();
    }
  }
}
