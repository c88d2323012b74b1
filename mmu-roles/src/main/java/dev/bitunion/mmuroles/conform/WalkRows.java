package dev.bitunion.mmuroles.conform;

import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.FaultReason;
import dev.bitunion.mmuroles.mmu.Walker;
import java.io.IOException;

/**
 * What files of walks have in common, in one stage or two: a T row is a set of tables, each A row
 * behind it one access.
 *
 * @param <T> a set of tables, ready to be walked
 */
abstract class WalkRows<T> implements ConformKind {
  private static final int ACCESS_CELLS = 14;

  private final int tableCells;

  /** Made with the number of cells of a T row, by which a file of this kind is known. */
  WalkRows(int tableCells) {
    this.tableCells = tableCells;
  }

  abstract T tables(DataLines lines, Cells row);

  abstract void access(DataLines lines, Cells row, T tables, Tally tally);

  @Override
  public final boolean recognises(Sample sample) {
    return Cells.fits(sample.firstRow(), "T", tableCells);
  }

  @Override
  public final void check(DataLines lines, Tally tally) throws IOException {
    T tables = null;
    for (String row = lines.next(); row != null; row = lines.next()) {
      switch (Cells.first(row)) {
        case "T" -> tables = tables(lines, new Cells(lines, row, tableCells));
        case "A" -> {
          if (tables == null) {
            throw lines.malformed("no T row comes before");
          }
          access(lines, new Cells(lines, row, ACCESS_CELLS), tables, tally);
        }
        default -> throw lines.malformed("a row begins with T or A");
      }
    }
  }

  /** The processor of an A row. */
  static CpuState cpu(Cells row, long cr3, boolean ept) {
    CpuState cpu = new CpuState(VectorGuest.BEHAVIOURS);
    cpu.setCr3(cr3);
    cpu.setPrivilege(row.number(2, "cpl"), row.flag(3, "ac"));
    cpu.setPkru((int) row.hex(4, "pkru"));
    if (ept) {
      cpu.setExitQualification(row.hex(5, "exqin"));
    }
    return cpu;
  }

  /** 1: translated, 0: a fault, 2: an illegal address. */
  static int result(boolean translated, Walker walker) {
    if (translated) {
      return 1;
    }
    return walker.reason() == FaultReason.ILLEGAL_ADDRESS ? 2 : 0;
  }
}
