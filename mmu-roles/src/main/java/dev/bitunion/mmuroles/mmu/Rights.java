package dev.bitunion.mmuroles.mmu;

import dev.bitunion.mmuroles.arch.EptEntryBits;
import dev.bitunion.mmuroles.arch.Pte64Bits;

/**
 * What page-table entries allow together, as the page role's {@code access} counts it: 1 execute, 2
 * write, 4 user. For nested EPT, user means readable.
 */
public final class Rights {
  /** Instruction fetches. */
  public static final int EXEC = 1;

  /** Writes. */
  public static final int WRITE = 2;

  /** User accesses; with EPT: reads. */
  public static final int USER = 4;

  /** Everything. */
  public static final int ALL = 7;

  private static final String[] NAMES = {"---", "--x", "-w-", "-wx", "u--", "u-x", "uw-", "uwx"};
  private static final String[] EPT_NAMES = {
    "---", "--x", "-w-", "-wx", "r--", "r-x", "rw-", "rwx"
  };

  private Rights() {}

  /** Rights of an entry of the guest's own tables; a 4-byte entry comes zero-extended. */
  static int of(long entry) {
    return USER * Pte64Bits.userBit(entry)
        | WRITE * Pte64Bits.writableBit(entry)
        | EXEC & ~Pte64Bits.noExecuteBit(entry);
  }

  /** Rights of an EPT entry. */
  static int ofEpt(long entry) {
    return USER * EptEntryBits.readableBit(entry)
        | WRITE * EptEntryBits.writableBit(entry)
        | EptEntryBits.executableBit(entry);
  }

  /** Three characters, {@code uwx} or for EPT {@code rwx}, with a dash for what is not allowed. */
  public static String text(int rights, boolean ept) {
    return (ept ? EPT_NAMES : NAMES)[rights];
  }
}
