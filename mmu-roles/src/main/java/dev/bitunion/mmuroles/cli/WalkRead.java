package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.arch.EptEntryBits;
import dev.bitunion.mmuroles.arch.Pte32Bits;
import dev.bitunion.mmuroles.arch.Pte64Bits;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Rights;
import dev.bitunion.mmuroles.mmu.Translation;
import dev.bitunion.mmuroles.mmu.Walker;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry that a walk read.
 *
 * @param level its table's, 1 to 5
 * @param address where it lies; null for a PDPTE that is a register
 * @param value the entry, as many digits as it has
 * @param flags names of the flags that are set
 * @param rights what the entries down to this one allow; null for a PDPTE
 */
record WalkRead(int level, String address, String value, String flags, String rights) {
  /** All that the last walk of a walker read, from the top. */
  static List<WalkRead> of(Walker walker) {
    List<WalkRead> reads = new ArrayList<>();
    int top = walker.topLevel();
    if (walker.context().rootLevel() == PageMath.PAE_LEVELS && !ept(walker)) {
      reads.add(read(walker, PageMath.PAE_LEVELS, walker.pdpteAddress(), null));
      top = PageMath.PAE_LEVELS - 1;
    }
    for (int level = top; level >= walker.lowestRead(); level--) {
      String rights = Rights.text(walker.rightsDownTo(level), ept(walker));
      reads.add(read(walker, level, walker.entryAddress(level), rights));
    }
    return reads;
  }

  private static WalkRead read(Walker walker, int level, long address, String rights) {
    long entry = walker.entry(level);
    boolean ept = ept(walker);
    boolean narrow = walker.context().translation() == Translation.SHORT;
    String value = String.format(narrow ? "0x%08x" : "0x%016x", entry);
    List<String> flags =
        ept
            ? EptEntryBits.flagNames(entry)
            : narrow ? Pte32Bits.flagNames((int) entry) : Pte64Bits.flagNames(entry);
    String where = address < 0 ? null : "0x" + Long.toHexString(address);
    return new WalkRead(level, where, value, String.join("|", flags), rights);
  }

  private static boolean ept(Walker walker) {
    return walker.context().translation() == Translation.EPT;
  }

  String text(String indent) {
    String where = address == null ? "PDPTE register" : address;
    String soFar = rights == null ? "" : ", so far " + rights;
    return String.format("%slevel %d  %s  %s (%s)%s", indent, level, where, value, flags, soFar);
  }

  String csv() {
    return Csv.row(level, address, value, flags, rights);
  }

  JsonWriter json() {
    return new JsonWriter()
        .put("level", level)
        .put("address", address)
        .put("entry", value)
        .put("flags", flags)
        .put("rights", rights);
  }
}
