package dev.bitunion.mmuroles.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.shadow.HardwareAccess.Result;
import org.junit.jupiter.api.Test;

/** What the processor makes of shadow entries, against rules written down one by one. */
class HardwareAccessTest {
  private static final long FRAME = 0x1234;

  private final Behaviours behaviours = Behaviours.of(KernelVersion.V5_14);

  private ShadowMmu machine;
  private ShadowContext context;
  private final int[] pages = new int[5];

  /** Four levels of pages, each linked at entry 0 of the one above; no leaf yet. */
  private void build(boolean tdp, long role) {
    machine = new ShadowMmu(tdp, behaviours);
    MmuContext mmu =
        new MmuContext(MmuContext.Kind.ROOT, new GuestCpuid(46, true, false), behaviours);
    if (tdp) {
      mmu.initTdp(role, 4);
    } else {
      mmu.initShadow(role, 4);
    }
    tree();
    context = new ShadowContext(mmu, true);
    context.root = pages[4];
  }

  private void buildEpt(long role) {
    machine = new ShadowMmu(true, behaviours);
    MmuContext mmu =
        new MmuContext(MmuContext.Kind.GUEST, new GuestCpuid(46, true, false), behaviours);
    mmu.initEpt(role);
    tree();
    context = new ShadowContext(mmu, false);
    context.root = pages[4];
  }

  private void tree() {
    ShadowVm vm = machine.vm();
    for (int level = 4; level >= 1; level--) {
      pages[level] = vm.pages.allocate(level, PageRoleBits.withLevel(0, level), 0);
    }
    for (int level = 4; level > 1; level--) {
      long link = ShadowEntryBits.withFrame(ShadowEntryBits.PRESENT_MASK, pages[level - 1]);
      vm.entries.set(pages[level], 0, link);
    }
  }

  private static long leaf(int rights) {
    long entry = ShadowEntryBits.withFrame(0, FRAME);
    entry = ShadowEntryBits.withLeaf(ShadowEntryBits.withPresent(entry, true), true);
    entry = ShadowEntryBits.withExecutable(entry, (rights & 1) != 0);
    entry = ShadowEntryBits.withWritable(entry, (rights & 2) != 0);
    return ShadowEntryBits.withUser(entry, (rights & 4) != 0);
  }

  private Result look(long access, boolean ac) {
    return machine.hardware().look(context, 0, access, ac);
  }

  @Test
  void shadowPagingObeysTheLeafAndTheGuestsSmepAndSmapAndAlwaysWpAndNx() {
    for (int flags = 0; flags < 16; flags++) {
      boolean smep = (flags & 1) != 0;
      boolean smap = (flags & 2) != 0;
      boolean ac = (flags & 4) != 0;
      // The guest's own WP and NX must not matter: the processor has both set.
      long role = MmuRoleBits.withBaseLevel(0, 4);
      role = MmuRoleBits.withExtCr0Pg(MmuRoleBits.withExtCr4Pae(role, true), true);
      role = MmuRoleBits.withExtCr4Smap(MmuRoleBits.withExtCr4Smep(role, smep), smap);
      role = MmuRoleBits.withBaseCr0Wp(role, (flags & 8) != 0);
      build(false, role);
      for (int rights = 0; rights < 8; rights++) {
        machine.vm().entries.set(pages[1], 0, leaf(rights));
        for (String access : new String[] {"", "W", "F", "U", "U,W", "U,F"}) {
          boolean user = access.contains("U");
          boolean write = access.contains("W");
          boolean fetch = access.contains("F");
          boolean userPage = (rights & 4) != 0;
          boolean allowed = true;
          if (write && (rights & 2) == 0) {
            allowed = false;
          }
          if (fetch && (rights & 1) == 0) {
            allowed = false;
          }
          if (user && !userPage) {
            allowed = false;
          }
          if (!user && userPage && fetch && smep) {
            allowed = false;
          }
          if (!user && userPage && !fetch && smap && !ac) {
            allowed = false;
          }
          Result result = look(PageFaultErrorBits.parse(access), ac);
          String what = access + " of rights " + rights + ", flags " + flags;
          assertThat(result).as(what).isEqualTo(allowed ? Result.HIT : Result.FORBIDDEN);
          if (allowed) {
            assertThat(machine.hardware().frame()).isEqualTo(FRAME);
          } else {
            assertThat(machine.hardware().error())
                .as(what)
                .isEqualTo(PageFaultErrorBits.parse("P," + access));
          }
        }
      }
    }
  }

  @Test
  void nptChecksEveryAccessAsAUsersAndEptReadsByTheRightToRead() {
    build(true, MmuRoleBits.withBaseLevel(0, 4));
    machine.vm().entries.set(pages[1], 0, leaf(3));
    assertThat(look(0, false)).isEqualTo(Result.FORBIDDEN);
    assertThat(machine.hardware().error()).isEqualTo(PageFaultErrorBits.parse("P,U"));

    buildEpt(MmuRoleBits.withBaseLevel(0, 4));
    machine.vm().entries.set(pages[1], 0, leaf(1));
    assertThat(look(PageFaultErrorBits.F_MASK, false)).isEqualTo(Result.HIT);
    assertThat(look(0, false)).isEqualTo(Result.FORBIDDEN);
    assertThat(machine.hardware().error()).isEqualTo(PageFaultErrorBits.parse("P,U"));
    machine.vm().entries.set(pages[1], 0, leaf(4));
    assertThat(look(0, false)).isEqualTo(Result.HIT);
    assertThat(look(PageFaultErrorBits.W_MASK, false)).isEqualTo(Result.FORBIDDEN);
    assertThat(machine.hardware().error()).isEqualTo(PageFaultErrorBits.parse("P,W"));
  }

  @Test
  void largeLeavesEndTheWalkAndAddTheFramesBelow() {
    build(false, MmuRoleBits.withBaseLevel(0, 4));
    long large = ShadowEntryBits.withFrame(ShadowEntryBits.withLarge(leaf(7), true), 0x400);
    machine.vm().entries.set(pages[2], 0, large);
    assertThat(machine.hardware().look(context, 0x7fff, 0, false)).isEqualTo(Result.HIT);
    assertThat(machine.hardware().frame()).isEqualTo(0x407);
    assertThat(machine.hardware().level()).isEqualTo(2);
  }

  @Test
  void aSmallLeafAboveTheLastLevelAndALinkInTheLastOneLeadOutOfTheTables() {
    build(false, MmuRoleBits.withBaseLevel(0, 4));
    machine.vm().entries.set(pages[2], 0, leaf(7));
    assertThat(look(0, false)).isEqualTo(Result.ASTRAY);

    build(false, MmuRoleBits.withBaseLevel(0, 4));
    long link = ShadowEntryBits.withFrame(ShadowEntryBits.PRESENT_MASK, pages[1]);
    machine.vm().entries.set(pages[1], 0, link);
    assertThat(look(0, false)).isEqualTo(Result.ASTRAY);
  }

  @Test
  void absentEntriesFramesWithoutMemoryAndMissingRootsAreFaults() {
    build(false, MmuRoleBits.withBaseLevel(0, 4));
    assertThat(look(PageFaultErrorBits.W_MASK, false)).isEqualTo(Result.ABSENT);
    assertThat(machine.hardware().error()).isEqualTo(PageFaultErrorBits.W_MASK);
    machine.vm().entries.set(pages[1], 0, LeafEntries.mmio(5, 7));
    assertThat(look(0, false)).isEqualTo(Result.MMIO);
    assertThat(machine.hardware().error()).isEqualTo(PageFaultErrorBits.parse("P,RSVD"));
    context.root = ShadowContext.INVALID;
    assertThat(look(0, false)).isEqualTo(Result.ABSENT);
  }

  @Test
  void onlyAnAccessThatTakesPlaceSetsAccessedAndDirty() {
    build(false, MmuRoleBits.withBaseLevel(0, 4));
    ShadowEntries entries = machine.vm().entries;
    entries.set(pages[1], 0, leaf(7));
    look(PageFaultErrorBits.W_MASK, false);
    assertThat(entries.get(pages[1], 0)).isEqualTo(leaf(7));
    look(0, false);
    machine.hardware().mark();
    long accessed = ShadowEntryBits.withAccessed(leaf(7), true);
    assertThat(entries.get(pages[1], 0)).isEqualTo(accessed);
    look(PageFaultErrorBits.W_MASK, false);
    machine.hardware().mark();
    assertThat(entries.get(pages[1], 0)).isEqualTo(ShadowEntryBits.withDirty(accessed, true));
  }
}
