package dev.bitunion.mmuroles.conform;

import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.EntryMemory;
import dev.bitunion.mmuroles.mmu.FaultReason;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.RoleMath;

/** Walks of L2's tables in which each address goes through L1's EPT12 or NPT12. */
final class Walks2dKind extends WalkRows<Walks2dKind.Tables> {
  private static final int LEVELS = 4;

  /** Both sets of tables, ready to be walked. */
  record Tables(
      MmuContext own, MmuContext second, EntryMemory memory, boolean ept, long cr3, long address) {}

  Walks2dKind() {
    super(11);
  }

  @Override
  public String name() {
    return "walks2d";
  }

  @Override
  Tables tables(DataLines lines, Cells row) {
    int flags = (int) row.hex(2, "flags");
    // With two-dimensional paging it is the host's CPUID that offers 1 GB pages, and this one did.
    GuestCpuid cpuid =
        VectorGuest.cpuid(lines, row.number(3, "maxphyaddr"), true, VectorFlagsBits.amd(flags));
    VectorGuest guest = new VectorGuest(lines, row.text(1), flags);
    long cr3 = row.hex(4, "cr3");
    long address = row.hex(6, "gva");
    MmuContext own = guest.nested(cpuid);
    guest.setPdptr(own, address, row.hex(5, "pdpte"));
    MmuContext second = new MmuContext(MmuContext.Kind.GUEST, cpuid, VectorGuest.BEHAVIOURS);
    long root = row.hex(8, "nroot");
    int nestedFlags = (int) row.hex(9, "nflags");
    boolean ept =
        switch (row.text(7)) {
          case "EPT4" -> true;
          case "NPT4" -> false;
          default -> throw lines.malformed("kind '" + row.text(7) + "' is not EPT4 or NPT4");
        };
    if (ept) {
      initEpt(second, nestedFlags, root);
    } else {
      initNpt(second, nestedFlags, root);
    }
    return new Tables(own, second, guest.memory(row.text(10)), ept, cr3, address);
  }

  private static void initEpt(MmuContext second, int flags, long root) {
    boolean executeOnly = EptVectorFlagsBits.execonly(flags);
    second.initEpt(RoleMath.shadowEpt(EptVectorFlagsBits.ad(flags), executeOnly, LEVELS, 0));
    second.readPgdFromEptp(root);
  }

  private static void initNpt(MmuContext second, int flags, long root) {
    long efer = EferBits.LMA_MASK | EferBits.prepNx(NptVectorFlagsBits.nx(flags));
    long cr4 =
        Cr4Bits.PAE_MASK
            | Cr4Bits.prepSmep(NptVectorFlagsBits.smep(flags))
            | Cr4Bits.prepSmap(NptVectorFlagsBits.smap(flags));
    long role = RoleMath.shadowNpt(RoleMath.NPT_CR0, cr4, efer, 0, LEVELS);
    second.initShadow(role, RoleMath.rootLevel(RoleMath.NPT_CR0, cr4, efer));
    second.readPgdFromNestedCr3(root);
  }

  @Override
  void access(DataLines lines, Cells row, Tables tables, Tally tally) {
    CpuState cpu = cpu(row, tables.cr3, tables.ept);
    tables.memory.restore();
    Walker second = new Walker(tables.second, tables.memory, cpu);
    Walker walker = new Walker(tables.own, tables.memory, cpu, second);
    boolean translated = walker.walk(tables.address, row.hex(1, "pfec"));
    boolean inSecond = walker.reason() == FaultReason.SECOND_STAGE;
    int result = result(translated, inSecond ? second : walker);
    long line = lines.number();
    tally.number(line, "res", row.number(6, "res"), result);
    tally.hex(line, "err", row.hex(8, "err"), walker.error());
    if (!row.isNone(7) && row.number(6, "res") == 0) {
      tally.number(line, "nested", row.number(7, "nested"), inSecond ? 1 : 0);
      tally.hex(line, "faultaddr", row.hex(9, "faultaddr"), walker.faultAddress());
    }
    if (!row.isNone(10)) {
      tally.hex(line, "gfn", row.hex(10, "gfn"), translated ? walker.gfn() : -1);
      tally.number(line, "pte_access", row.number(11, "pte_access"), walker.rights());
    }
    VectorGuest.compareWrites(lines, row.text(12), tables.memory, tally);
    if (tables.ept) {
      tally.hex(line, "exq", row.hex(13, "exq"), cpu.exitQualification());
    }
  }
}
