package dev.bitunion.mmuroles.mmu;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.arch.PermissionIndexBits;

/**
 * Which access faults on which rights: the kernel's {@code permissions[16]} and {@code pkru_mask}.
 *
 * <p>Only 17 different tables exist, one for EPT and one for each of WP, SMEP, SMAP and NX; a
 * recomputation picks one. Source: Linux v5.14, update_permission_bitmask, update_pkru_bitmask and
 * permission_fault.
 */
public final class PermissionTable {
  /** Rows of a table: bits 4:1 of an error code. */
  public static final int ROWS = 16;

  /** Sets of rights; a row has a bit for each. */
  private static final int RIGHTS = 8;

  /** Data accesses to user pages by anybody obey AD, user writes WD ... */
  private static final int PKRU_ALWAYS = 0xd500;

  /** ... and supervisor writes obey WD only with CR0.WP. */
  private static final int PKRU_SUPERVISOR_WRITE = 0x0800;

  private static final int KEY_FAULT =
      (int) (PageFaultErrorBits.P_MASK | PageFaultErrorBits.PK_MASK);
  private static final long ACCESS_BITS =
      PageFaultErrorBits.W_MASK | PageFaultErrorBits.U_MASK | PageFaultErrorBits.F_MASK;

  private static final byte[] EPT = new byte[ROWS];
  private static final byte[] NOTHING_FAULTS = new byte[ROWS];
  private static final byte[][] TABLES = new byte[16][ROWS];

  static {
    for (int row = 0; row < ROWS; row++) {
      long access = PermissionIndexBits.prepIndex(row);
      for (int rights = 0; rights < RIGHTS; rights++) {
        int member = (int) PageMath.setOf(rights);
        boolean lacks = lacks(access, rights, true, true);
        EPT[row] |= (byte) (lacks ? member : 0);
        for (int which = 0; which < TABLES.length; which++) {
          TABLES[which][row] |= (byte) (faults(access, rights, which) ? member : 0);
        }
      }
    }
  }

  private byte[] rows = NOTHING_FAULTS;
  private int pkruMask;

  private static int which(boolean wp, boolean smep, boolean smap, boolean nx) {
    return (wp ? 1 : 0) + (smep ? 2 : 0) + (smap ? 4 : 0) + (nx ? 8 : 0);
  }

  /** Whether the rights do not cover the access; that a supervisor may more is not counted in. */
  private static boolean lacks(long access, int rights, boolean supervisorObeysWrite, boolean nx) {
    boolean user = PageFaultErrorBits.user(access);
    return PageFaultErrorBits.write(access)
            && (rights & Rights.WRITE) == 0
            && (user || supervisorObeysWrite)
        || user && (rights & Rights.USER) == 0
        || PageFaultErrorBits.fetch(access) && (rights & Rights.EXEC) == 0 && nx;
  }

  private static boolean faults(long access, int rights, int which) {
    boolean toUserPage = (rights & Rights.USER) != 0 && !PageFaultErrorBits.user(access);
    boolean fetch = PageFaultErrorBits.fetch(access);
    return lacks(access, rights, (which & 1) != 0, (which & 8) != 0)
        || toUserPage && fetch && (which & 2) != 0
        || toUserPage && !fetch && !PageFaultErrorBits.rsvd(access) && (which & 4) != 0;
  }

  /** Recomputes the table of a context that walks the guest's own tables or NPT. */
  public void recompute(boolean wp, boolean smep, boolean smap, boolean nx) {
    use(TABLES[which(wp, smep, smap, nx)]);
  }

  /** Recomputes the table of a context that walks EPT: rights are all there is. */
  public void recomputeEpt() {
    use(EPT);
  }

  private void use(byte[] table) {
    if (rows != table) {
      rows = table;
    }
  }

  /**
   * Recomputes the protection-key mask.
   *
   * @param pke CR4.PKE, in long mode
   * @param wp CR0.WP
   * @param accumulate keep what the mask held while PKE stays set, as v5.14 does
   */
  public void recomputePkru(boolean pke, boolean wp, boolean accumulate) {
    int fresh = wp ? PKRU_ALWAYS | PKRU_SUPERVISOR_WRITE : PKRU_ALWAYS;
    pkruMask = !pke ? 0 : accumulate ? pkruMask | fresh : fresh;
  }

  /** Forgets everything: nothing faults. */
  public void clear() {
    use(NOTHING_FAULTS);
    pkruMask = 0;
  }

  /**
   * Decides an access.
   *
   * @param rights 1 execute, 2 write, 4 user (EPT: read)
   * @param key the page's protection key, 0 to 15; 0 where there is none
   * @param access the access as an error code; only W, U and F count
   * @param smapOverride the RSVD bit if EFLAGS.AC suspends SMAP, else 0
   * @param pkru the protection-key rights
   * @return 0 if the access may pass, else P, and PK if the protection key forbids it
   */
  public long fault(int rights, int key, long access, long smapOverride, int pkru) {
    int asked = (int) (access & ACCESS_BITS);
    int row = PermissionIndexBits.index(asked | (int) smapOverride);
    int denied = PageMath.contains(rows[row], rights);
    return pkruMask == 0 ? denied : denied | keyFault(rights, key, asked, pkru);
  }

  private int keyFault(int rights, int key, int asked, int pkru) {
    int checked = PageMath.from(pkruMask, asked | 2 * (rights & Rights.USER));
    return (PageMath.pairAt(pkru, key) & checked) == 0 ? 0 : KEY_FAULT;
  }

  /** The kernel's byte {@code permissions[index]}: bit n is set if rights n fault. */
  public int row(int index) {
    return Byte.toUnsignedInt(rows[index]);
  }

  /** The kernel's {@code pkru_mask}. */
  public int pkruMask() {
    return pkruMask;
  }
}
