package dev.bitunion.mmuroles.conform;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.PermissionTable;
import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Permission tables (C rows), what they decide (F), and the history of the PKU mask (H). */
final class PermissionsKind implements ConformKind {
  private static final HexFormat HEX = HexFormat.of();
  private static final int TABLE_BYTES = 16;
  private static final int RIGHTS = 8;

  /** The accesses of an F row, in its order. */
  private static final long[] ACCESSES = new long[8];

  static {
    for (int i = 0; i < ACCESSES.length; i++) {
      long access = PageFaultErrorBits.prepWrite((i & 1) != 0);
      access = PageFaultErrorBits.withUser(access, (i & 2) != 0);
      ACCESSES[i] = PageFaultErrorBits.withFetch(access, (i & 4) != 0);
    }
  }

  @Override
  public String name() {
    return "permissions";
  }

  @Override
  public boolean recognises(Sample sample) {
    String row = sample.firstRow();
    return Cells.fits(row, "C", 10) || Cells.fits(row, "F", 7) || Cells.fits(row, "H", 3);
  }

  @Override
  public void check(DataLines lines, Tally tally) throws IOException {
    Map<Integer, PermissionTable> tables = new HashMap<>();
    for (String row = lines.next(); row != null; row = lines.next()) {
      switch (Cells.first(row)) {
        case "C" -> table(lines, new Cells(lines, row, 10), tables, tally);
        case "F" -> faults(lines, new Cells(lines, row, 7), tables, tally);
        case "H" -> history(lines, new Cells(lines, row, 3), tally);
        default -> throw lines.malformed("a row begins with C, F or H");
      }
    }
  }

  private static void table(
      DataLines lines, Cells row, Map<Integer, PermissionTable> tables, Tally tally) {
    PermissionTable table = new PermissionTable();
    boolean wp = row.flag(3, "wp");
    if (row.flag(2, "ept")) {
      table.recomputeEpt();
    } else {
      table.recompute(wp, row.flag(5, "smep"), row.flag(6, "smap"), row.flag(4, "nx"));
    }
    table.recomputePkru(row.flag(7, "pke"), wp, true);
    tables.put(row.number(1, "cfg"), table);
    byte[] expected = bytes(lines, row.text(8), TABLE_BYTES);
    for (int i = 0; i < TABLE_BYTES; i++) {
      tally.hex(
          lines.number(), "permissions[" + i + "]", Byte.toUnsignedLong(expected[i]), table.row(i));
    }
    tally.hex(
        lines.number(),
        "pkru_mask",
        row.hex(9, "pkru_mask"),
        Integer.toUnsignedLong(table.pkruMask()));
  }

  private static void faults(
      DataLines lines, Cells row, Map<Integer, PermissionTable> tables, Tally tally) {
    PermissionTable table = tables.get(row.number(1, "cfg"));
    if (table == null) {
      throw lines.malformed("no C row with cfg " + row.text(1) + " comes before");
    }
    boolean override = row.number(2, "cpl") < 3 && row.flag(3, "ac");
    long smapOverride = PageFaultErrorBits.prepRsvd(override);
    int pkru = (int) row.hex(4, "pkru");
    int key = row.number(5, "pkey");
    byte[] expected = bytes(lines, row.text(6), ACCESSES.length * RIGHTS);
    for (int i = 0; i < expected.length; i++) {
      long access = ACCESSES[i / RIGHTS];
      int rights = i % RIGHTS;
      tally.hex(
          lines.number(),
          "fault of access " + access + " on rights " + rights,
          Byte.toUnsignedLong(expected[i]),
          table.fault(rights, key, access, smapOverride, pkru));
    }
  }

  private static void history(DataLines lines, Cells row, Tally tally) {
    String[] states = row.text(1).split(" ");
    String[] masks = row.text(2).split(" ");
    if (states.length != masks.length) {
      throw lines.malformed(states.length + " states but " + masks.length + " masks");
    }
    PermissionTable table = new PermissionTable();
    for (int i = 0; i < states.length; i++) {
      if (!states[i].matches("[01]:[01]")) {
        throw lines.malformed("state '" + states[i] + "' is not PKE:WP, each 0 or 1");
      }
      table.recomputePkru(states[i].charAt(0) == '1', states[i].charAt(2) == '1', true);
      tally.hex(
          lines.number(),
          "pkru_mask after state " + (i + 1),
          Columns.hex(lines, "pkru_mask", masks[i]),
          Integer.toUnsignedLong(table.pkruMask()));
    }
  }

  private static byte[] bytes(DataLines lines, String text, int count) {
    try {
      byte[] bytes = HEX.parseHex(text);
      if (bytes.length == count) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Reported below, like a wrong length.
    }
    throw lines.malformed("'" + text + "' is not " + count + " bytes in hex");
  }
}
