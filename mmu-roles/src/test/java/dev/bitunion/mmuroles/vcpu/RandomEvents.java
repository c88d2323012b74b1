package dev.bitunion.mmuroles.vcpu;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.arch.EptpBits;
import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.HostMmu;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import java.util.Random;
import java.util.SplittableRandom;

/** A machine to which random things happen; everything follows from the seed. */
final class RandomEvents {
  private static final int TABLES = 0x10;
  private static final int TABLE_COUNT = 48;

  /** From here on frames are level-1 tables and data. */
  private static final int LOW_TABLES = 0x20;

  private static final long FRAMES = 0x1000;
  private static final long MODES =
      Cr4Bits.PAE_MASK | Cr4Bits.PSE_MASK | Cr4Bits.SMEP_MASK | Cr4Bits.SMAP_MASK;
  private static final long ALL = MODES | Cr4Bits.PGE_MASK | Cr4Bits.PCIDE_MASK | Cr4Bits.LA57_MASK;

  private final Random random;
  private final boolean tdp;
  private final Vendor vendor;
  final Vcpu vcpu;
  private final VcpuEvents on;

  RandomEvents(long seed) {
    random = new Random(new SplittableRandom(seed).nextLong());
    tdp = random.nextBoolean();
    vendor = random.nextBoolean() ? Vendor.SVM : Vendor.VMX;
    int level = tdp && random.nextInt(4) == 0 ? 5 : 4;
    VcpuConfig config =
        new VcpuConfig(
            new HostMmu(tdp, level, false, true),
            vendor,
            new GuestCpuid(level == 5 ? 52 : 40, true, false),
            GuestFeatures.ALL,
            RoleModel.of(KernelVersion.V5_14));
    vcpu = new Vcpu(config, Cr0Bits.ET_MASK, 0, 0);
    on = new VcpuEvents(vcpu);
    vcpu.vm().slots(0).add(0, FRAMES, false);
    vcpu.vm().slots(1).add(0, FRAMES, false);
    vcpu.vm().setHostLevel(1 + random.nextInt(3));
    if (random.nextInt(3) == 0) {
      vcpu.vm().setMax(20 + random.nextInt(100));
    }
    for (int i = 0; i < 3000; i++) {
      long gpa = entryAddress();
      on.memory().store(gpa, Long.BYTES, entry(gpa));
    }
  }

  private long table() {
    return TABLES + random.nextInt(TABLE_COUNT);
  }

  private long entryAddress() {
    int index = random.nextInt(4) == 0 ? 508 + random.nextInt(4) : random.nextInt(6);
    return PageMath.gpa(table()) + Long.BYTES * index;
  }

  /** Mostly a sound entry that leads to a table of the next level; sometimes anything. */
  private long entry(long gpa) {
    if (random.nextInt(20) == 0) {
      return random.nextLong();
    }
    long flags =
        random.nextInt(8) == 0 ? random.nextInt(0x200) : random.nextInt(8) == 0 ? 0x65 : 0x67;
    long target = random.nextInt(10) == 0 ? table() : below(PageMath.gfn(gpa));
    return PageMath.gpa(target) | flags;
  }

  /** A frame of the level below that of a table: roots, two levels of four and eight, the rest. */
  private long below(long gfn) {
    if (gfn < TABLES + 4) {
      return TABLES + 4 + random.nextInt(4);
    }
    return gfn < TABLES + 8
        ? TABLES + 8 + random.nextInt(8)
        : LOW_TABLES + random.nextInt(gfn < LOW_TABLES ? 0x20 : 0x40);
  }

  private long root() {
    return PageMath.gpa(TABLES + random.nextInt(random.nextInt(4) == 0 ? TABLE_COUNT : 4));
  }

  private long address() {
    long address = 0;
    for (int level = 1; level <= 5; level++) {
      int index = random.nextInt(4) == 0 ? 508 + random.nextInt(4) : random.nextInt(6);
      address += PageMath.gpa(index * PageMath.framesPerEntry(level, 9));
    }
    return random.nextInt(3) == 0 ? address & 0xffffffffL : address & 0xffff_ffff_ffffL;
  }

  private long cr3() {
    return root() + (random.nextInt(6) == 0 ? 32 * random.nextInt(4) : 0);
  }

  private Registers registers() {
    long cr4 = random.nextLong() & MODES;
    int mode = random.nextInt(4);
    if (mode == 0) {
      return new Registers(Cr0Bits.PE_MASK, cr3(), cr4, 0);
    }
    long wp = random.nextBoolean() ? Cr0Bits.WP_MASK : 0;
    long nx = random.nextBoolean() ? EferBits.NX_MASK : 0;
    long cr0 = Cr0Bits.PG_MASK | Cr0Bits.PE_MASK | wp;
    long longMode = EferBits.LME_MASK | EferBits.LMA_MASK;
    return switch (mode) {
      case 1 -> new Registers(cr0, cr3(), cr4 & ~Cr4Bits.PAE_MASK, nx);
      case 2 -> new Registers(cr0, cr3(), cr4 | Cr4Bits.PAE_MASK, nx);
      default -> new Registers(cr0, cr3(), cr4 | Cr4Bits.PAE_MASK, nx | longMode);
    };
  }

  /** One event; most of them are faults and writes. */
  void next() {
    int kind = random.nextInt(100);
    if (kind < 40) {
      fault();
    } else if (kind < 50) {
      long gpa = entryAddress();
      on.memory().write(gpa, Long.BYTES, entry(gpa));
    } else if (kind < 54) {
      int size = 1 + random.nextInt(8);
      on.memory().write(PageMath.gpa(table()) + random.nextInt(4088), size, random.nextLong());
    } else if (kind < 60) {
      long gpa = entryAddress();
      on.memory().store(gpa, Long.BYTES, entry(gpa));
    } else if (kind < 70) {
      on.registers().setCr3(cr3());
    } else if (kind < 78) {
      register();
    } else if (kind < 84) {
      on.entry().run();
    } else if (kind < 90) {
      nested();
    } else {
      housekeeping();
    }
  }

  private void fault() {
    on.entry().run();
    if (vcpu.active().root() == ShadowContext.INVALID) {
      return;
    }
    long error =
        random.nextLong()
            & (PageFaultErrorBits.P_MASK
                | PageFaultErrorBits.W_MASK
                | PageFaultErrorBits.U_MASK
                | PageFaultErrorBits.F_MASK);
    long address = vcpu.active().mmu().directMap() ? address() & 0x1ff_ffff : address();
    on.memory().fault(address, error);
  }

  private void register() {
    switch (random.nextInt(4)) {
      case 0 -> on.registers().setCr0(vcpu.cr0() ^ (Cr0Bits.WP_MASK & random.nextLong()));
      case 1 -> on.registers().setCr4(vcpu.cr4() ^ (ALL & random.nextLong() & random.nextLong()));
      case 2 -> on.registers().setEfer(vcpu.efer() ^ EferBits.NX_MASK);
      default -> {
        if (!vcpu.guestMode()) {
          on.userSpace().setSregs(registers());
        }
      }
    }
  }

  private void nested() {
    if (vcpu.guestMode()) {
      on.nesting().vmexit();
    } else if (!vcpu.smm()) {
      boolean nestedPaging = tdp && random.nextInt(4) != 0;
      if (vendor == Vendor.SVM) {
        on.nesting().vmrun(nestedPaging, cr3(), registers());
      } else {
        long eptp = EptpBits.withWalkLength(cr3() & ~0xfffL, 3);
        eptp = EptpBits.withAd(eptp, random.nextBoolean());
        VpidUse vpid = VpidUse.values()[random.nextInt(VpidUse.values().length)];
        on.nesting().vmenter(nestedPaging, eptp, random.nextBoolean(), vpid, registers());
      }
    }
  }

  private void housekeeping() {
    switch (random.nextInt(12)) {
      case 0 -> vcpu.shadow().zapper().unprotect(table());
      case 1 -> vcpu.shadow().zapper().zapAllFast();
      case 2 -> on.memory().invlpg(address());
      case 3 -> on.memory().invpcid(random.nextInt(4), random.nextInt(2), address());
      case 4 -> vcpu.shadow().sync().syncRoots(vcpu.active());
      case 5 -> vcpu.unload();
      case 6 -> on.userSpace().setCpuid();
      case 7 -> vcpu.shadow().zapper().zapOldest(1 + random.nextInt(10));
      case 8 -> {
        if (random.nextBoolean()) {
          on.nesting().freeNested();
        } else {
          on.nesting().inveptSingle(root());
        }
      }
      case 9 -> on.userSpace().reset();
      default -> {
        if (vcpu.smm()) {
          if (on.smm().canLeave()) {
            on.smm().leave();
          }
        } else {
          on.smm().enter();
        }
      }
    }
  }
}
