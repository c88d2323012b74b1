package dev.bitunion.mmuroles.conform;

import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.EntryMemory;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.RoleMath;

/** Walks in one stage. */
final class WalksKind extends WalkRows<WalksKind.Tables> {

  /** A set of tables, ready to be walked. */
  record Tables(MmuContext context, EntryMemory memory, boolean ept, long root, long address) {}

  WalksKind() {
    super(8);
  }

  @Override
  public String name() {
    return "walks";
  }

  @Override
  Tables tables(DataLines lines, Cells row) {
    String mode = row.text(1);
    int flags = (int) row.hex(2, "flags");
    GuestCpuid cpuid =
        VectorGuest.cpuid(
            lines,
            row.number(3, "maxphyaddr"),
            VectorFlagsBits.gbpages(flags),
            VectorFlagsBits.amd(flags));
    long root = row.hex(4, "root");
    long address = row.hex(6, "gva");
    EntryMemory memory = VectorGuest.memory(lines, row.text(7));
    if (mode.equals("EPT4") || mode.equals("EPT5")) {
      MmuContext context = new MmuContext(MmuContext.Kind.GUEST, cpuid, VectorGuest.BEHAVIOURS);
      context.initEpt(
          RoleMath.shadowEpt(
              VectorFlagsBits.eptAd(flags),
              VectorFlagsBits.execonly(flags),
              mode.equals("EPT5") ? 5 : 4,
              0));
      context.readPgdFromEptp(root);
      return new Tables(context, memory, true, root, address);
    }
    VectorGuest guest = new VectorGuest(lines, mode, flags);
    MmuContext context = guest.root(cpuid);
    guest.setPdptr(context, address, row.hex(5, "pdpte"));
    return new Tables(context, memory, false, root, address);
  }

  @Override
  void access(DataLines lines, Cells row, Tables tables, Tally tally) {
    CpuState cpu = cpu(row, tables.root, tables.ept);
    tables.memory.restore();
    Walker walker = new Walker(tables.context, tables.memory, cpu);
    boolean translated = walker.walk(tables.address, row.hex(1, "pfec"));
    long line = lines.number();
    tally.number(line, "res", row.number(6, "res"), result(translated, walker));
    tally.hex(line, "err", row.hex(7, "err"), walker.error());
    tally.number(line, "level", row.number(8, "level"), walker.level());
    if (!row.isNone(9)) {
      tally.hex(line, "gfn", row.hex(9, "gfn"), translated ? walker.gfn() : -1);
      tally.number(line, "pte_access", row.number(10, "pte_access"), walker.rights());
      tally.text(line, "pt_access", row.text(11), tableRights(walker));
    }
    VectorGuest.compareWrites(lines, row.text(12), tables.memory, tally);
    if (tables.ept) {
      tally.hex(line, "exq", row.hex(13, "exq"), cpu.exitQualification());
    }
  }

  private static String tableRights(Walker walker) {
    StringBuilder text = new StringBuilder();
    for (int level = walker.topLevel(); level >= walker.level(); level--) {
      text.append(walker.tableRights(level));
    }
    return text.toString();
  }
}
