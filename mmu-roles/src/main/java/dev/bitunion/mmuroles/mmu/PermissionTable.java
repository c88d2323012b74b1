package dev.bitunion.mmuroles.mmu;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.arch.PermissionIndexBits;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Which access faults on which rights: the kernel's {@code permissions[16]} and {@code pkru_mask}.
 *
 * <p>What the two answer together is tabulated, by row, by the two PKRU bits of the page's key and
 * by rights, so that one look decides an access, without a branch that its bits would mislead. Only
 * 54 different tables exist, one for each of WP, SMEP, SMAP and NX, one for EPT and one in which
 * nothing faults, each with three protection-key masks; a recomputation picks one, made at its
 * first use. Source: Linux v5.14, update_permission_bitmask, update_pkru_bitmask and
 * permission_fault.
 */
public final class PermissionTable {
  /** Rows of a table: bits 4:1 of an error code. */
  public static final int ROWS = 16;

  /** Sets of rights; a row of the kernel's has a bit for each. */
  private static final int RIGHTS = 8;

  /** Values of a key's two PKRU bits, AD and WD. */
  private static final int KEY_RIGHTS = 4;

  /** Data accesses to user pages by anybody obey AD, user writes WD ... */
  private static final int PKRU_ALWAYS = 0xd500;

  /** ... and supervisor writes obey WD only with CR0.WP. */
  private static final int PKRU_SUPERVISOR_WRITE = 0x0800;

  private static final int[] PKRU_MASKS = {0, PKRU_ALWAYS, PKRU_ALWAYS | PKRU_SUPERVISOR_WRITE};

  private static final int KEY_FAULT =
      (int) (PageFaultErrorBits.P_MASK | PageFaultErrorBits.PK_MASK);
  private static final long ACCESS_BITS =
      PageFaultErrorBits.W_MASK | PageFaultErrorBits.U_MASK | PageFaultErrorBits.F_MASK;

  // What a table's rows are made of: 0 to 15 are the sums of which(), then come two more.
  private static final int EPT = 16;
  private static final int NOTHING_FAULTS = 17;
  private static final int KINDS = 18;

  /** By kind and protection-key mask; null until first used. */
  private static final AtomicReferenceArray<byte[]> TABLES =
      new AtomicReferenceArray<>(KINDS * PKRU_MASKS.length);

  private int kind = NOTHING_FAULTS;
  private int maskIndex;

  /** The error code by {@link #cell}. */
  private byte[] errors = table(NOTHING_FAULTS, 0);

  private static int which(boolean wp, boolean smep, boolean smap, boolean nx) {
    return (wp ? 1 : 0) + (smep ? 2 : 0) + (smap ? 4 : 0) + (nx ? 8 : 0);
  }

  private static byte[] table(int kind, int maskIndex) {
    int index = PKRU_MASKS.length * kind + maskIndex;
    byte[] made = TABLES.get(index);
    if (made == null) {
      made = make(kind, PKRU_MASKS[maskIndex]);
      TABLES.set(index, made);
    }
    return made;
  }

  private static byte[] make(int kind, int pkruMask) {
    byte[] errors = new byte[ROWS * KEY_RIGHTS * RIGHTS];
    for (int row = 0; row < ROWS; row++) {
      int access = PermissionIndexBits.prepIndex(row);
      int asked = (int) (access & ACCESS_BITS);
      for (int rights = 0; rights < RIGHTS; rights++) {
        int denied = faults(access, rights, kind) ? (int) PageFaultErrorBits.P_MASK : 0;
        int checked = PageMath.from(pkruMask, asked | 2 * (rights & Rights.USER));
        for (int keyRights = 0; keyRights < KEY_RIGHTS; keyRights++) {
          errors[cell(row, keyRights, rights)] =
              (byte) ((keyRights & checked) == 0 ? denied : KEY_FAULT);
        }
      }
    }
    return errors;
  }

  private static int cell(int row, int keyRights, int rights) {
    return (row * KEY_RIGHTS + keyRights) * RIGHTS + rights;
  }

  private static boolean faults(long access, int rights, int kind) {
    if (kind == NOTHING_FAULTS) {
      return false;
    }
    if (kind == EPT) {
      return lacks(access, rights, true, true);
    }
    boolean toUserPage = (rights & Rights.USER) != 0 && !PageFaultErrorBits.user(access);
    boolean fetch = PageFaultErrorBits.fetch(access);
    return lacks(access, rights, (kind & 1) != 0, (kind & 8) != 0)
        || toUserPage && fetch && (kind & 2) != 0
        || toUserPage && !fetch && !PageFaultErrorBits.rsvd(access) && (kind & 4) != 0;
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

  /** Recomputes the table of a context that walks the guest's own tables or NPT. */
  public void recompute(boolean wp, boolean smep, boolean smap, boolean nx) {
    use(which(wp, smep, smap, nx), maskIndex);
  }

  /** Recomputes the table of a context that walks EPT: rights are all there is. */
  public void recomputeEpt() {
    use(EPT, maskIndex);
  }

  private void use(int newKind, int newMaskIndex) {
    kind = newKind;
    maskIndex = newMaskIndex;
    byte[] table = table(newKind, newMaskIndex);
    if (errors != table) {
      errors = table; // Storing a reference is dear.
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
    int fresh = wp ? 2 : 1;
    use(kind, !pke ? 0 : accumulate ? Math.max(maskIndex, fresh) : fresh);
  }

  /** Forgets everything: nothing faults. */
  public void clear() {
    use(NOTHING_FAULTS, 0);
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
    int row = PermissionIndexBits.index((int) (access & ACCESS_BITS) | (int) smapOverride);
    int keyRights = maskIndex == 0 ? 0 : PageMath.pairAt(pkru, key);
    return errors[cell(row, keyRights, rights)];
  }

  /** The kernel's byte {@code permissions[index]}: bit n is set if rights n fault. */
  public int row(int index) {
    int row = 0;
    for (int rights = 0; rights < RIGHTS; rights++) {
      row |= errors[cell(index, 0, rights)] == 0 ? 0 : (int) PageMath.setOf(rights);
    }
    return row;
  }

  /** The kernel's {@code pkru_mask}. */
  public int pkruMask() {
    return PKRU_MASKS[maskIndex];
  }
}
