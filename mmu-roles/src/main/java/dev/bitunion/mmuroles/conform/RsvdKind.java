package dev.bitunion.mmuroles.conform;

import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.ReservedBits;
import java.io.IOException;

/** Reserved-bit masks of the guest's own tables (G rows) and of EPT (E). */
final class RsvdKind implements ConformKind {
  private static final int MASKS = 2 * ReservedBits.LEVELS;

  @Override
  public String name() {
    return "rsvd";
  }

  @Override
  public boolean recognises(Sample sample) {
    return Cells.fits(sample.firstRow(), "G", 7 + MASKS + 1)
        || Cells.fits(sample.firstRow(), "E", 3 + MASKS + 1);
  }

  @Override
  public void check(DataLines lines, Tally tally) throws IOException {
    for (String row = lines.next(); row != null; row = lines.next()) {
      switch (Cells.first(row)) {
        case "G" -> own(lines, new Cells(lines, row, 7 + MASKS + 1), tally);
        case "E" -> ept(lines, new Cells(lines, row, 3 + MASKS + 1), tally);
        default -> throw lines.malformed("a row begins with G or E");
      }
    }
  }

  private static void own(DataLines lines, Cells row, Tally tally) {
    ReservedBits reserved = new ReservedBits();
    GuestCpuid cpuid = cpuid(lines, row, 2, row.flag(4, "gbpages"), row.flag(6, "amd"));
    reserved.recompute(row.number(1, "level"), row.flag(3, "nx"), row.flag(5, "pse"), cpuid);
    compare(lines, row, 7, reserved, tally);
  }

  private static void ept(DataLines lines, Cells row, Tally tally) {
    ReservedBits reserved = new ReservedBits();
    reserved.recomputeEpt(row.flag(2, "execonly"), cpuid(lines, row, 1, true, false));
    compare(lines, row, 3, reserved, tally);
  }

  private static GuestCpuid cpuid(
      DataLines lines, Cells row, int place, boolean gbPages, boolean amd) {
    return VectorGuest.cpuid(lines, row.number(place, "maxphyaddr"), gbPages, amd);
  }

  private static void compare(
      DataLines lines, Cells row, int place, ReservedBits reserved, Tally tally) {
    for (int i = 0; i < MASKS; i++) {
      int large = i / ReservedBits.LEVELS;
      int level = i % ReservedBits.LEVELS + 1;
      String what = "mask[" + large + "][level " + level + "]";
      tally.hex(lines.number(), what, row.hex(place + i, what), reserved.mask(large, level));
    }
    long expected = row.hex(place + MASKS, "bad_mt_xwr");
    tally.hex(lines.number(), "bad_mt_xwr", expected, reserved.badTypes());
  }
}
