package dev.bitunion.benchmarks.simulator;

import dev.bitunion.benchmarks.SplitMix;
import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.FlatMemory;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.HostMmu;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.VcpuContexts;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleMath;
import dev.bitunion.mmuroles.role.RoleModel;

/** The inputs of {@code c/simulator.c}, made by the same generator in the same order. */
final class Inputs {
  static final int COUNT = 1024;

  /** More than a branch predictor learns by heart: a real guest's accesses do not repeat either. */
  static final int CHECKS = 16384;

  private static final int FRAMES = 256;

  final Registers registers = new Registers(COUNT);
  final Registers same = new Registers(COUNT);
  final long[] roles = new long[COUNT];
  final int[] levels = new int[COUNT];
  final byte[] rights = new byte[CHECKS];
  final byte[] keys = new byte[CHECKS];
  final byte[] accesses = new byte[CHECKS];
  final CpuState[] cpuOf = new CpuState[CHECKS];
  final long[] addresses4 = new long[COUNT];
  final long[] addresses5 = new long[COUNT];

  final Behaviours behaviours = Behaviours.of(KernelVersion.V5_14);
  final GuestCpuid cpuid = new GuestCpuid(46, true, false);
  final FlatMemory memory = new FlatMemory(FRAMES);
  final MmuContext plain;
  final MmuContext keyed;
  final MmuContext changing = context();
  final Walker walker4;
  final Walker walker5;
  final VcpuContexts steady;

  private final SplitMix random = new SplitMix();
  private final GuestTree tree = new GuestTree(memory::read64, memory::write64, 0);

  Inputs() {
    for (int i = 0; i < COUNT; i++) {
      random(registers, i, 0, 0);
    }
    for (int i = 0; i < COUNT; i++) {
      same.copy(i, registers, 7);
    }
    Registers r = new Registers(1);
    for (int i = 0; i < COUNT; i++) {
      random(r, 0, 0x80000000L, 0x20);
      roles[i] = RoleMath.shadowRoot(r.cr0[0], r.cr4[0], r.efer[0], r.hflags[0]);
      levels[i] = RoleMath.rootLevel(r.cr0[0], r.cr4[0], r.efer[0]);
    }
    int[] cpu = new int[CHECKS];
    for (int i = 0; i < CHECKS; i++) {
      long word = next();
      rights[i] = (byte) (word & 7);
      accesses[i] = (byte) (word >>> 8 & 0x16);
      keys[i] = (byte) (word >>> 16 & 15);
      cpu[i] = (int) (word >>> 24) & 3;
    }
    CpuState[] cpus = new CpuState[4];
    for (int i = 0; i < cpus.length; i++) {
      cpus[i] = new CpuState(behaviours);
      cpus[i].setPrivilege(i < 2 ? 0 : 3, (i & 1) != 0);
      cpus[i].setPkru((int) next());
    }
    for (int i = 0; i < CHECKS; i++) {
      cpuOf[i] = cpus[cpu[i]];
    }
    plain = longMode(0x00300020);
    keyed = longMode(0x00700020);
    memory.addSlot(0, FRAMES, false);
    int root4 = tree.takeFrame();
    int root5 = tree.takeFrame();
    walker4 = walker(longMode(0x20), root4);
    walker5 = walker(longMode(0x1020), root5);
    for (int i = 0; i < COUNT; i++) {
      addresses4[i] = tree.map(root4, 4, next());
    }
    for (int i = 0; i < COUNT; i++) {
      addresses5[i] = tree.map(root5, 5, next());
    }
    steady =
        new VcpuContexts(
            RoleModel.of(KernelVersion.V5_14),
            new HostMmu(false, 4, false, false),
            cpuid,
            memory,
            cpus[0]);
    steady.init(same.cr0[0], same.cr4[0], same.efer[0], same.hflags[0]);
  }

  private MmuContext context() {
    return new MmuContext(MmuContext.Kind.ROOT, cpuid, behaviours);
  }

  private MmuContext longMode(long cr4) {
    MmuContext context = context();
    long cr0 = 0x80010011L;
    context.initShadow(
        RoleMath.shadowRoot(cr0, cr4, 0xd00, 0), RoleMath.rootLevel(cr0, cr4, 0xd00));
    return context;
  }

  private Walker walker(MmuContext context, int root) {
    CpuState cpu = new CpuState(behaviours);
    cpu.setCr3((long) root << 12);
    cpu.setPrivilege(3, false);
    return new Walker(context, memory, cpu);
  }

  private void random(Registers r, int i, long cr0, long cr4) {
    r.cr0[i] = (next() & 0x80010000L) | 0x11 | cr0;
    r.cr4[i] = (next() & 0x007010b0) | cr4;
    r.efer[i] = next() & 0xd01;
    r.hflags[i] = (int) next() & 0x60;
  }

  private long next() {
    return random.next();
  }

  /** Register values in columns. */
  static final class Registers {
    final long[] cr0;
    final long[] cr4;
    final long[] efer;
    final int[] hflags;

    Registers(int count) {
      cr0 = new long[count];
      cr4 = new long[count];
      efer = new long[count];
      hflags = new int[count];
    }

    void copy(int to, Registers source, int from) {
      cr0[to] = source.cr0[from];
      cr4[to] = source.cr4[from];
      efer[to] = source.efer[from];
      hflags[to] = source.hflags[from];
    }
  }
}
