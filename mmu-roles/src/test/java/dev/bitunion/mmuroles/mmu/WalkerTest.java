package dev.bitunion.mmuroles.mmu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleMath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walks that the vectors do not single out, and the sentence that explains each fault. */
class WalkerTest {
  private static final long WRITE = 2;
  private static final long USER = 4;
  private static final long FETCH = 16;
  private static final long PG_WP = Cr0Bits.PG_MASK | Cr0Bits.WP_MASK;
  private static final long LONG_NX = EferBits.LMA_MASK | EferBits.NX_MASK;
  private static final Behaviours AS_514 = Behaviours.of(KernelVersion.V5_14);
  private static final GuestCpuid CPUID = new GuestCpuid(36, true, false);

  private final FlatMemory memory = new FlatMemory(64);
  private final CpuState cpu = new CpuState(AS_514);

  /** Tables in frames 1 (level 4) to 4 (level 1), a page in frame 5; nothing accessed yet. */
  @BeforeEach
  void tables() {
    memory.addSlot(0, 32, false);
    memory.addSlot(32, 16, true);
    memory.write64(0x1000, 0x2007);
    memory.write64(0x2000, 0x3007);
    memory.write64(0x3000, 0x4007);
    memory.write64(0x4000, 0x5007);
    cpu.setCr3(0x1000);
  }

  private Walker walker(long cr4, long efer) {
    MmuContext context = new MmuContext(MmuContext.Kind.ROOT, CPUID, AS_514);
    context.initShadow(
        RoleMath.shadowRoot(PG_WP, cr4, efer, 0), RoleMath.rootLevel(PG_WP, cr4, efer));
    return new Walker(context, memory, cpu);
  }

  private Walker longMode() {
    return walker(Cr4Bits.PAE_MASK, LONG_NX);
  }

  private String fault(Walker walker, long address, long access) {
    assertThat(walker.walk(address, access)).isFalse();
    return FaultText.of(walker);
  }

  @Test
  void aWriteSetsAccessedEverywhereAndDirtyInTheLeaf() {
    Walker walker = longMode();
    assertThat(walker.walk(0x123, WRITE | USER)).isTrue();
    assertThat(walker.gfn()).isEqualTo(5);
    assertThat(memory.read64(0x1000)).isEqualTo(0x2027);
    assertThat(memory.read64(0x4000)).isEqualTo(0x5067);
    assertThat(walker.setAccessed(4)).isTrue();
    assertThat(walker.setDirty()).isTrue();
    assertThat(walker.walk(0, WRITE)).isTrue();
    assertThat(walker.setAccessed(4)).isFalse();
    assertThat(walker.setDirty()).isFalse();
  }

  @Test
  void aReadOfACleanPageDoesNotPromiseWriting() {
    Walker walker = longMode();
    assertThat(walker.walk(0, 0)).isTrue();
    assertThat(walker.rights()).isEqualTo(Rights.EXEC | Rights.USER);
    assertThat(walker.walk(0, WRITE)).isTrue();
    assertThat(walker.walk(0, 0)).isTrue();
    assertThat(walker.rights()).isEqualTo(Rights.ALL);
  }

  /** One entry serves all levels: the first update changes it, so the walk restarts once. */
  @Test
  void aTableThatRefersToItselfSettles() {
    memory.write64(0x1000, 0x1007);
    Walker walker = longMode();
    assertThat(walker.walk(0, WRITE)).isTrue();
    assertThat(walker.gfn()).isEqualTo(1);
    assertThat(memory.read64(0x1000)).isEqualTo(0x1067);
    assertThat(walker.entry(4)).isEqualTo(0x1027);
    assertThat(walker.entry(1)).isEqualTo(0x1067);
  }

  @Test
  void readOnlyMemoryIsLeftAlone() {
    memory.write64(0x3000, 0x20007);
    memory.write64(0x20000, 0x5007);
    Walker walker = longMode();
    assertThat(walker.walk(0, WRITE)).isTrue();
    assertThat(memory.read64(0x3000)).isEqualTo(0x20027);
    assertThat(memory.read64(0x20000)).isEqualTo(0x5007);
  }

  @Test
  void pse36ReachesAboveFourGigabytes() {
    memory.write32(0x1004, 0x0040_6087);
    Walker walker = walker(Cr4Bits.PSE_MASK, 0);
    assertThat(walker.walk(0x0041_2345, 0)).isTrue();
    assertThat(walker.gfn()).isEqualTo(0x300412);
    assertThat(memory.read32(0x1004)).isEqualTo(0x0040_60a7);
    assertThat(memory.read32(0x1000)).isEqualTo(0x2007);
  }

  @Test
  void paeStartsAtTheStoredPdpte() {
    Walker walker = walker(Cr4Bits.PAE_MASK, EferBits.NX_MASK);
    walker.context().setPdptr(1, 0x3001);
    assertThat(walker.walk(0x4000_0000L, USER)).isTrue();
    assertThat(walker.topLevel()).isEqualTo(2);
    assertThat(walker.gfn()).isEqualTo(5);
    assertThat(fault(walker, 0, USER))
        .isEqualTo("The level-3 entry 0x0 is not present: bit 0 is clear.");
    assertThat(walker.level()).isEqualTo(3);
    assertThat(walker.lowestRead()).isEqualTo(3);
  }

  @Test
  void faultsOfEntriesAreExplained() {
    Walker walker = longMode();
    assertThat(fault(walker, 0x8000_0000L, USER))
        .isEqualTo("The level-3 entry 0x0 is not present: bit 0 is clear.");
    assertThat(walker.error()).isEqualTo(4);
    memory.write64(0x3000, 0x0000_8000_0000_4007L);
    assertThat(fault(walker, 0, 0))
        .isEqualTo("The level-2 entry 0x800000004007 has reserved bits set: 0x800000000000.");
    assertThat(walker.error()).isEqualTo(9);
    memory.write64(0x3000, 0x0000_0000_0010_4007L);
    assertThat(fault(walker, 0, 0))
        .isEqualTo("The level-1 table should be at 0x104000, where no memory is.");
    assertThat(walker.level()).isEqualTo(1);
    assertThat(walker.lowestRead()).isEqualTo(2);
    cpu.setCr3(0x0000_1000_0000_1000L);
    assertThat(fault(walker, 0, 0))
        .isEqualTo("The level-4 table has an address of more than 36 bits.");
    assertThat(walker.error()).isEqualTo(8);
  }

  @Test
  void deniedRightsAreExplainedByTheEntryAtFault() {
    memory.write64(0x2000, 0x3003);
    Walker walker = longMode();
    assertThat(fault(walker, 0, USER))
        .isEqualTo("A user access, but the level-3 entry 0x3003 is the supervisor's only.");
    memory.write64(0x2000, 0x3007);
    memory.write64(0x4000, 0x5005);
    assertThat(fault(walker, 0, WRITE | USER))
        .isEqualTo("A user write, but the level-1 entry 0x5005 is read-only.");
    assertThat(fault(walker, 0, WRITE))
        .isEqualTo(
            "A supervisor write with CR0.WP set, but the level-1 entry 0x5005 is read-only.");
    memory.write64(0x4000, 0x8000_0000_0000_5007L);
    assertThat(fault(walker, 0, FETCH))
        .isEqualTo("A fetch, but the level-1 entry 0x8000000000005007 has NX set.");
    assertThat(walker.error()).isEqualTo(0x11);
  }

  @Test
  void deniedUserPagesAreExplained() {
    long cr4 = Cr4Bits.PAE_MASK | Cr4Bits.SMEP_MASK | Cr4Bits.SMAP_MASK | Cr4Bits.PKE_MASK;
    Walker walker = walker(cr4, LONG_NX);
    assertThat(fault(walker, 0, FETCH))
        .isEqualTo("A supervisor fetch from a user page, which CR4.SMEP forbids.");
    assertThat(fault(walker, 0, 0))
        .isEqualTo(
            "A supervisor data access to a user page, which CR4.SMAP forbids while EFLAGS.AC is"
                + " clear or CPL is 3.");
    memory.write64(0x4000, 0x2800_0000_0000_5007L);
    cpu.setPkru(0x800);
    assertThat(fault(walker, 0, WRITE | USER))
        .isEqualTo("PKRU forbids writing to user pages with protection key 5.");
    assertThat(walker.error()).isEqualTo(0x27);
    assertThat(walker.walk(0, USER)).isTrue();
  }

  private Walker ept(boolean executeOnly) {
    MmuContext context = new MmuContext(MmuContext.Kind.GUEST, CPUID, AS_514);
    context.initEpt(RoleMath.shadowEpt(true, executeOnly, 4, 0));
    context.readPgdFromEptp(0x105e);
    return new Walker(context, memory, cpu);
  }

  @Test
  void eptFaultsAreExplained() {
    Walker walker = ept(false);
    cpu.setExitQualification(0x180);
    memory.write64(0x4000, 0x5001);
    assertThat(fault(walker, 0, WRITE))
        .isEqualTo("A write, but the level-1 entry 0x5001 does not allow writing.");
    assertThat(cpu.exitQualification()).isEqualTo(0x18a);
    assertThat(fault(walker, 0, FETCH))
        .isEqualTo("A fetch, but the level-1 entry 0x5001 does not allow execution.");
    memory.write64(0x4000, 0x5002);
    assertThat(fault(walker, 0, USER))
        .isEqualTo("The level-1 entry 0x5002 is misconfigured: writable but not readable.");
    memory.write64(0x4000, 0x5004);
    assertThat(fault(walker, 0, USER))
        .isEqualTo(
            "The level-1 entry 0x5004 is misconfigured: execute-only, which is not offered.");
    assertThat(fault(ept(true), 0, USER))
        .isEqualTo("A read, but the level-1 entry 0x5004 does not allow reading.");
    memory.write64(0x4000, 0x5017);
    assertThat(fault(walker, 0, USER))
        .isEqualTo("The level-1 entry 0x5017 is misconfigured: memory type 2.");
    memory.write64(0x4000, 0x5000);
    assertThat(fault(walker, 0, USER))
        .isEqualTo("The level-1 entry 0x5000 allows nothing: it is not present.");
  }

  /**
   * L2's tables are where L1's EPT puts them; what EPT does not map is the second stage's fault.
   */
  @Test
  void aFaultOfTheSecondStageIsReportedWithItsAddress() {
    for (int frame = 0; frame < 8; frame++) {
      memory.write64(0x4000 + 8 * frame, 0x10007 + 0x1000 * frame);
    }
    memory.write64(0x11000, 0x2007);
    memory.write64(0x12000, 0x3007);
    memory.write64(0x13000, 0x6007);
    memory.write64(0x16000, 0x9007);
    MmuContext own = new MmuContext(MmuContext.Kind.NESTED, CPUID, AS_514);
    own.initNested(RoleMath.nested(PG_WP, Cr4Bits.PAE_MASK, LONG_NX, 0));
    Walker walker = new Walker(own, memory, cpu, ept(false));
    assertThat(fault(walker, 0x77, WRITE))
        .isEqualTo(
            "The second stage does not translate 0x9000, where the page is: The level-1 entry 0x0"
                + " allows nothing: it is not present.");
    assertThat(walker.faultAddress()).isEqualTo(0x9000);
    assertThat(walker.failedAtPage()).isTrue();
    memory.write64(0x16000, 0x7007);
    assertThat(walker.walk(0x77, WRITE)).isTrue();
    assertThat(walker.gfn()).isEqualTo(0x17);
    assertThat(walker.entryAddress(1)).isEqualTo(0x16000);
    assertThat(memory.read64(0x16000)).isEqualTo(0x7067);
    assertThat(memory.read64(0x4000 + 8 * 7)).isEqualTo(0x17307);
  }
}
