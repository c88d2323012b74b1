package dev.bitunion.mmuroles.check.access;

/**
 * What the architecture says about one access through 32-bit, PAE, 4-level or 5-level paging,
 * written from the manual's prose for MAXPHYADDR 46 and a processor with 1 GB pages. It uses no
 * class of the simulator, not even its bit-field accessors: what it is compared with must not be
 * what it is made of.
 *
 * <p>Source: Intel SDM volume 3, sections 4.3 to 4.7.
 */
final class PagingRules {
  /** The access passes; any other answer is the page fault's error code. */
  static final int PASSES = -1;

  /** Registers, as a set: CR0.WP, CR4.SMEP, CR4.SMAP, CR4.PKE, EFER.NX, CR4.PSE. */
  static final int WP = 1;

  static final int SMEP = 2;
  static final int SMAP = 4;
  static final int PKE = 8;
  static final int NX = 16;
  static final int PSE = 32;

  /** An access, as in an error code; without USER it is the supervisor's. */
  static final int WRITE = 2;

  static final int USER = 4;
  static final int FETCH = 16;

  /** What the page's key denies: all data accesses, or writes. */
  static final int ACCESS_DISABLE = 1;

  static final int WRITE_DISABLE = 2;

  private static final int PRESENT = 1;
  private static final int RESERVED = 8;
  private static final int KEY = 32;

  private static final long WRITABLE = 2;
  private static final long FOR_USERS = 4;
  private static final long LARGE = 0x80;
  private static final long NO_EXECUTE = 0x8000_0000_0000_0000L;

  /** Bits 51:46, and for PAE paging 62:46. */
  private static final long NO_ADDRESS = 0x000f_c000_0000_0000L;

  private static final long NO_PAE_ADDRESS = 0x7fff_c000_0000_0000L;
  private static final long IN_4M = 0x003e_0000;
  private static final long IN_2M = 0x001f_e000;
  private static final long IN_1G = 0x3fff_e000;

  private PagingRules() {}

  /**
   * Decides an access.
   *
   * @param levels 2 (32-bit), 3 (PAE), 4 or 5
   * @param entries by level, 1 to {@code levels}: the entries that the address selects
   * @param registers a set of WP to PSE
   * @param access a set of WRITE, USER, FETCH
   * @param smapLifted EFLAGS.AC lifts SMAP for this access
   * @param keyDenies what the page's key denies; 0 where keys do not apply
   * @param keysObeyWp whether the key's WRITE_DISABLE holds for supervisor writes: CR0.WP
   */
  static int decide(
      int levels,
      long[] entries,
      int registers,
      int access,
      boolean smapLifted,
      int keyDenies,
      boolean keysObeyWp) {
    int code = access & (WRITE | USER);
    if ((access & FETCH) != 0 && reportsFetch(levels, registers)) {
      code |= FETCH;
    }
    long allOf = WRITABLE | FOR_USERS;
    boolean executable = true;
    for (int level = levels; ; level--) {
      long entry = entries[level];
      if ((entry & PRESENT) == 0) {
        return code;
      }
      if (levels == 3 && level == 3) {
        continue; // A page-directory-pointer entry has no rights; it was checked when it was
        // loaded.
      }
      boolean large = level > 1 && (entry & LARGE) != 0 && (levels > 2 || has(registers, PSE));
      if ((entry & reserved(levels, level, large, registers)) != 0) {
        return code | PRESENT | RESERVED;
      }
      allOf &= entry;
      executable &= (entry & NO_EXECUTE) == 0;
      if (level == 1 || large) {
        break;
      }
    }
    boolean userPage = (allOf & FOR_USERS) != 0;
    boolean allowed =
        (access & USER) != 0
            ? userPage && (!has(access, WRITE) || has(allOf)) && (!has(access, FETCH) || executable)
            : supervisorMay(registers, access, has(allOf), userPage, executable, smapLifted);
    boolean keyAllows = !userPage || has(access, FETCH) || keyAllows(access, keyDenies, keysObeyWp);
    if (allowed && keyAllows) {
      return PASSES;
    }
    return code | PRESENT | (keyAllows ? 0 : KEY);
  }

  private static boolean supervisorMay(
      int registers,
      int access,
      boolean writable,
      boolean userPage,
      boolean executable,
      boolean smapLifted) {
    if (has(access, FETCH)) {
      return executable && !(userPage && has(registers, SMEP));
    }
    if (userPage && has(registers, SMAP) && !smapLifted) {
      return false;
    }
    return !has(access, WRITE) || writable || !has(registers, WP);
  }

  private static boolean keyAllows(int access, int keyDenies, boolean keysObeyWp) {
    if ((keyDenies & ACCESS_DISABLE) != 0) {
      return false;
    }
    boolean bound = (access & USER) != 0 || keysObeyWp;
    return (keyDenies & WRITE_DISABLE) == 0 || !has(access, WRITE) || !bound;
  }

  /** The I/D flag: SMEP, or an NX bit to speak of. */
  private static boolean reportsFetch(int levels, int registers) {
    return has(registers, SMEP) || levels > 2 && has(registers, NX);
  }

  private static long reserved(int levels, int level, boolean large, int registers) {
    if (levels == 2) {
      return large ? IN_4M : 0;
    }
    long bits = levels == 3 ? NO_PAE_ADDRESS : NO_ADDRESS;
    if (!has(registers, NX)) {
      bits |= NO_EXECUTE;
    }
    if (level >= 4) {
      bits |= LARGE;
    }
    if (large && level == 3) {
      bits |= IN_1G;
    }
    return large && level == 2 ? bits | IN_2M : bits;
  }

  private static boolean has(int set, int member) {
    return (set & member) != 0;
  }

  private static boolean has(long rights) {
    return (rights & WRITABLE) != 0;
  }
}
