package dev.bitunion.benchmarks.simulator;

import dev.bitunion.benchmarks.SplitMix;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleMath;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.shadow.ShadowMmu;
import dev.bitunion.mmuroles.shadow.ShadowPages;
import dev.bitunion.mmuroles.shadow.ShadowVm;

/** The pages and look-ups of {@code c/lookup.c}, made by the same generator in the same order. */
final class Lookups {
  static final int COUNT = 1 << 18;

  /** As many as the table of 4,096 buckets looks up. */
  static final int BUCKET_COUNT = 1 << 13;

  private static final long CR0 = 0x80010011L;
  private static final long CR4 = 0x20;
  private static final long EFER = 0xd00;

  private final ShadowVm vm;
  private final long[] gfns = new long[COUNT];
  private final int[] roles = new int[COUNT];

  /** Makes that many pages, less the few that are drawn twice. */
  Lookups(int count) {
    Behaviours behaviours = Behaviours.of(KernelVersion.V5_14);
    ShadowMmu mmu = new ShadowMmu(false, behaviours);
    vm = mmu.vm();
    MmuContext context =
        new MmuContext(MmuContext.Kind.ROOT, new GuestCpuid(52, true, false), behaviours);
    context.initShadow(RoleMath.shadowRoot(CR0, CR4, EFER, 0), RoleMath.rootLevel(CR0, CR4, EFER));
    ShadowContext shadow = new ShadowContext(context, false);
    SplitMix random = new SplitMix();
    long gfn = 0;
    for (int i = 0; i < count; i++) {
      long r = random.next();
      gfn = (r & 7) != 0 ? r >>> 24 : gfn;
      mmu.cache().getPage(shadow, gfn, 0, 1 + ((int) r >>> 3 & 3), true, (int) r >>> 5 & 7);
    }
    ShadowPages pages = vm.pages();
    for (int i = 0; i < COUNT; i++) {
      long r = random.next();
      int page = (int) ((r >>> 32) * pages.count() >>> 32);
      gfns[i] = pages.gfn(page) ^ ((r & 15) == 0 ? 1 : 0);
      roles[i] = pages.role(page);
    }
  }

  /** The sum of the numbers of the pages that the first look-ups find, -1 for none. */
  long sum(int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += vm.find(gfns[i], roles[i]);
    }
    return sum;
  }
}
