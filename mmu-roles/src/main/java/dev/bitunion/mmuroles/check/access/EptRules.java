package dev.bitunion.mmuroles.check.access;

/**
 * What the architecture says about one access through 4-level EPT for MAXPHYADDR 46, written from
 * the manual's prose. It uses no class of the simulator.
 *
 * <p>Source: Intel SDM volume 3, sections 28.3.2 and 28.3.3.
 */
final class EptRules {
  /** The access passes. */
  static final int PASSES = -1;

  /** An EPT misconfiguration; any other answer is what all entries allow at an EPT violation. */
  static final int MISCONFIGURED = -2;

  static final int READ = 1;
  static final int WRITE = 2;
  static final int EXECUTE = 4;

  private static final int ANY = 7;
  private static final long LARGE = 0x80;
  private static final long TYPE_AND_IPAT = 0x78;
  private static final long NO_ADDRESS = 0x000f_c000_0000_0000L;
  private static final long IN_2M = 0x001f_f000;
  private static final long IN_1G = 0x3fff_f000;

  private EptRules() {}

  /**
   * Decides an access.
   *
   * @param entries by level, 1 to 4: the entries that the address selects
   * @param executeOnly whether the processor has execute-only translations
   * @param access READ, WRITE or EXECUTE
   */
  static int decide(long[] entries, boolean executeOnly, int access) {
    int allowed = ANY;
    for (int level = 4; ; level--) {
      long entry = entries[level];
      int rights = (int) entry & ANY;
      allowed &= rights;
      if (rights == 0) {
        return allowed;
      }
      boolean leaf = level == 1 || level < 4 && (entry & LARGE) != 0;
      if (badRights(rights, executeOnly) || (entry & reserved(level, leaf)) != 0) {
        return MISCONFIGURED;
      }
      if (leaf) {
        boolean bad = badType(entry);
        return bad ? MISCONFIGURED : (allowed & access) != 0 ? PASSES : allowed;
      }
    }
  }

  private static boolean badRights(int rights, boolean executeOnly) {
    return (rights & READ) == 0 && ((rights & WRITE) != 0 || !executeOnly);
  }

  private static boolean badType(long entry) {
    long type = entry & 0x38;
    return type == 0x10 || type == 0x18 || type == 0x38;
  }

  private static long reserved(int level, boolean leaf) {
    if (!leaf) {
      return NO_ADDRESS | TYPE_AND_IPAT | (level == 4 ? LARGE : 0);
    }
    return level == 3 ? NO_ADDRESS | IN_1G : level == 2 ? NO_ADDRESS | IN_2M : NO_ADDRESS;
  }
}
