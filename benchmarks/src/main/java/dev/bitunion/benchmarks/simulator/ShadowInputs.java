package dev.bitunion.benchmarks.simulator;

import dev.bitunion.benchmarks.SplitMix;
import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleMath;
import dev.bitunion.mmuroles.shadow.FaultResult;
import dev.bitunion.mmuroles.shadow.PageCache;
import dev.bitunion.mmuroles.shadow.Roots;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.shadow.ShadowMmu;
import dev.bitunion.mmuroles.shadow.ShadowPages;

/** The guest and the requests of {@code c/shadow.c}, made by the same generator in order. */
final class ShadowInputs {
  static final int ADDRESSES = 1024;
  static final int SWITCHES = 16384;

  /** The current root and the three before it. */
  private static final int HIT_ROOTS = 4;

  private static final int MISS_ROOTS = 8;
  private static final int FRAMES = 256;
  private static final int LEVELS = 4;
  private static final int ENTRIES = 512;
  private static final long CR0 = 0x80010011L;
  private static final long CR4 = 0x20;
  private static final long EFER = 0xd00;

  private final SplitMix random = new SplitMix();
  private final Behaviours behaviours = Behaviours.of(KernelVersion.V5_14);
  private final ShadowMmu shadow = new ShadowMmu(false, behaviours);
  private final GuestTree tree =
      new GuestTree(
          shadow.memory()::readWord,
          (gpa, value) -> shadow.memory().write(gpa, Long.BYTES, value),
          FRAMES);
  private final ShadowContext faulting = context();
  private final ShadowContext switching = context();
  private final ShadowContext missing = context();
  private final int rootRole = faulting.mmu().pageRole(0, LEVELS, false, PageCache.ACC_ALL);
  private final Walker walker;
  private final long[] addresses = new long[ADDRESSES];
  private final byte[] errors = new byte[ADDRESSES];
  private final byte[] choices = new byte[SWITCHES];
  private final long[] hitPgds = new long[HIT_ROOTS];
  private final long[] missPgds = new long[MISS_ROOTS];
  private final long state;

  /** Faults every address in once, and gives both other contexts as many roots as they take. */
  ShadowInputs() {
    shadow.vm().slots(0).add(0, 2 * FRAMES, false);
    int root = tree.takeFrame();
    CpuState cpu = new CpuState(behaviours);
    cpu.setCr3(pgd(root));
    cpu.setPrivilege(3, false);
    walker = new Walker(faulting.mmu(), shadow.memory(), cpu);
    for (int i = 0; i < ADDRESSES; i++) {
      addresses[i] = tree.map(root, LEVELS, random.next());
    }
    for (int i = 0; i < ADDRESSES; i++) {
      errors[i] = (byte) (random.next() & 0x17);
    }
    for (int i = 0; i < SWITCHES; i++) {
      choices[i] = (byte) (random.next() & HIT_ROOTS - 1);
    }
    for (int i = 0; i < HIT_ROOTS; i++) {
      hitPgds[i] = pgd(tree.takeFrame());
    }
    for (int i = 0; i < MISS_ROOTS; i++) {
      missPgds[i] = pgd(tree.takeFrame());
    }
    shadow.roots().load(faulting, pgd(root));
    faults();
    for (long pgd : hitPgds) {
      switchTo(switching, pgd);
    }
    for (long pgd : missPgds) {
      switchTo(missing, pgd);
    }
    shadow.vm().clearRequests(-1);
    state = stateOfVm();
  }

  private ShadowContext context() {
    MmuContext mmu =
        new MmuContext(MmuContext.Kind.ROOT, new GuestCpuid(52, true, false), behaviours);
    mmu.initShadow(RoleMath.shadowRoot(CR0, CR4, EFER, 0), RoleMath.rootLevel(CR0, CR4, EFER));
    return new ShadowContext(mmu, false);
  }

  private static long pgd(int frame) {
    return (long) frame << 12;
  }

  private void switchTo(ShadowContext context, long pgd) {
    if (!shadow.roots().newPgd(context, pgd, rootRole)) {
      shadow.roots().load(context, pgd);
    }
  }

  /** Switches to one of the roots at hand. */
  long hits() {
    Roots roots = shadow.roots();
    long sum = 0;
    for (int i = 0; i < SWITCHES; i++) {
      boolean found = roots.newPgd(switching, hitPgds[choices[i]], rootRole);
      sum += switching.root() + (found ? 1 : 0) + shadow.vm().requests();
      shadow.vm().clearRequests(-1);
    }
    return sum;
  }

  /** Switches to a root that is not at hand, and loads it: its page is there. */
  long misses() {
    Roots roots = shadow.roots();
    long sum = 0;
    for (int i = 0; i < SWITCHES; i++) {
      long pgd = missPgds[i % MISS_ROOTS];
      sum += roots.newPgd(missing, pgd, rootRole) ? 1 : 0;
      sum += roots.load(missing, pgd) == Roots.OK ? 1 : 0;
      sum += missing.root() + shadow.vm().requests();
      shadow.vm().clearRequests(-1);
    }
    return sum;
  }

  /** Faults that find everything in place. */
  long faults() {
    long sum = state;
    for (int i = 0; i < ADDRESSES; i++) {
      FaultResult result = shadow.shadowFaults().handle(faulting, walker, addresses[i], errors[i]);
      sum += result.ordinal();
      sum += walker.gfn() + walker.rights();
    }
    return sum;
  }

  /** Every page and every entry. */
  private long stateOfVm() {
    ShadowPages pages = shadow.vm().pages();
    long hash = 0;
    for (int page = 0; page < pages.count(); page++) {
      hash = 31 * hash + pages.gfn(page);
      hash = 31 * hash + Integer.toUnsignedLong(pages.role(page));
      hash = 31 * hash + pages.rootCount(page);
      for (int at = 0; at < ENTRIES; at++) {
        hash = 31 * hash + shadow.vm().entry(page, at);
      }
    }
    return hash;
  }
}
