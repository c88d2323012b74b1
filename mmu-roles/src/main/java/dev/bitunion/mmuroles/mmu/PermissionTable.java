package dev.bitunion.mmuroles.mmu;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;

/**
 * Which access faults on which rights: the kernel's {@code permissions[16]} and {@code pkru_mask}.
 *
 * <p>The kernel keeps 16 bytes, indexed by bits 4:1 of the error code, each with a bit for each of
 * the eight sets of rights. Here they are two words, one for data and one for fetches, each of
 * eight bytes: recomputed with a few word operations instead of a loop, and asked without a bounds
 * check. The equal bytes are at {@link #row}. Source: Linux v5.14, update_permission_bitmask,
 * update_pkru_bitmask and permission_fault.
 */
public final class PermissionTable {
  /** In every byte, the sets of rights that lack: execution, writing, user access (or reading). */
  private static final long NOT_EXEC = 0x5555555555555555L;

  private static final long NOT_WRITE = 0x3333333333333333L;
  private static final long NOT_USER = 0x0f0f0f0f0f0f0f0fL;

  /** The bytes of error codes with W, with U, and with RSVD, which stands for the SMAP override. */
  private static final long WRITES = 0xff00ff00ff00ff00L;

  private static final long BY_USER = 0xffff0000ffff0000L;
  private static final long OVERRIDDEN = 0xffffffff00000000L;

  /** Data accesses to user pages by anybody obey AD, user writes WD ... */
  private static final int PKRU_ALWAYS = 0xd500;

  /** ... and supervisor writes obey WD only with CR0.WP. */
  private static final int PKRU_SUPERVISOR_WRITE = 0x0800;

  private static final long INDEX_BITS = PageFaultErrorBits.W_MASK | PageFaultErrorBits.U_MASK;
  private static final long PKRU_INDEX_BITS = INDEX_BITS | PageFaultErrorBits.F_MASK;

  private long data;
  private long fetch;
  private int pkruMask;

  /** Recomputes the table of a context that walks the guest's own tables or NPT. */
  public void recompute(boolean wp, boolean smep, boolean smap, boolean nx) {
    long kernelAccess = ~NOT_USER & ~BY_USER;
    long user = BY_USER & NOT_USER;
    long write = WRITES & NOT_WRITE & (wp ? -1L : BY_USER);
    data = user | write | (smap ? kernelAccess & ~OVERRIDDEN : 0);
    fetch = user | write | (nx ? NOT_EXEC : 0) | (smep ? kernelAccess : 0);
  }

  /** Recomputes the table of a context that walks EPT: rights are all there is. */
  public void recomputeEpt() {
    data = BY_USER & NOT_USER | WRITES & NOT_WRITE;
    fetch = data | NOT_EXEC;
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
    data = 0;
    fetch = 0;
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
    long table = (access & PageFaultErrorBits.F_MASK) != 0 ? fetch : data;
    int byteTimesTwo = (int) (access & INDEX_BITS | smapOverride);
    int denied = PageMath.contains(table, 4 * byteTimesTwo + rights);
    if (pkruMask != 0) {
      return denied * PageFaultErrorBits.P_MASK | keyFault(rights, key, access, pkru);
    }
    return denied * PageFaultErrorBits.P_MASK;
  }

  private long keyFault(int rights, int key, long access, int pkru) {
    int userPage = 2 * (rights & Rights.USER);
    int checked = PageMath.from(pkruMask, (int) (access & PKRU_INDEX_BITS) | userPage);
    return (PageMath.pairAt(pkru, key) & checked) == 0
        ? 0
        : PageFaultErrorBits.PK_MASK | PageFaultErrorBits.P_MASK;
  }

  /** The kernel's byte {@code permissions[index]}: bit n is set if rights n fault. */
  public int row(int index) {
    return PageMath.byteAt(index < 8 ? data : fetch, index & 7);
  }

  /** The kernel's {@code pkru_mask}. */
  public int pkruMask() {
    return pkruMask;
  }
}
