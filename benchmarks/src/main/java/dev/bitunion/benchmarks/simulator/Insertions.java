package dev.bitunion.benchmarks.simulator;

import dev.bitunion.benchmarks.SplitMix;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleMath;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.shadow.ShadowMmu;

/** Shadow pages as {@code c/lookup.c} asks for them, by the same generator in the same order. */
final class Insertions {
  private static final long CR0 = 0x80010011L;
  private static final long CR4 = 0x20;
  private static final long EFER = 0xd00;

  private final Behaviours behaviours = Behaviours.of(KernelVersion.V5_14);
  private final ShadowContext context;
  private final long[] gfns;
  private final byte[] levels;
  private final byte[] accesses;

  Insertions(int count) {
    MmuContext mmu =
        new MmuContext(MmuContext.Kind.ROOT, new GuestCpuid(52, true, false), behaviours);
    mmu.initShadow(RoleMath.shadowRoot(CR0, CR4, EFER, 0), RoleMath.rootLevel(CR0, CR4, EFER));
    context = new ShadowContext(mmu, false);
    gfns = new long[count];
    levels = new byte[count];
    accesses = new byte[count];
    SplitMix random = new SplitMix();
    long gfn = 0;
    for (int i = 0; i < count; i++) {
      long r = random.next();
      gfn = (r & 7) != 0 ? r >>> 24 : gfn;
      gfns[i] = gfn;
      levels[i] = (byte) (1 + ((int) r >>> 3 & 3));
      accesses[i] = (byte) (r >>> 5 & 7);
    }
  }

  /** Makes all pages in a machine of these; pages that are asked for twice are made once. */
  ShadowMmu fill() {
    ShadowMmu mmu = new ShadowMmu(false, behaviours);
    sum(mmu);
    return mmu;
  }

  /** The sum of the numbers of the pages that are made or found in a new machine. */
  long sum() {
    return sum(new ShadowMmu(false, behaviours));
  }

  private long sum(ShadowMmu mmu) {
    long sum = 0;
    for (int i = 0; i < gfns.length; i++) {
      sum += mmu.cache().getPage(context, gfns[i], 0, levels[i], true, accesses[i]);
    }
    return sum;
  }
}
