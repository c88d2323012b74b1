package dev.bitunion.mmuroles.shadow;

/** KVM's statistics of the shadow MMU, named as the kernel names them. */
public final class CacheStats {
  /** Pages made because none could be reused. */
  public long mmuCacheMiss;

  /** Zaps, second zaps of roots included. */
  public long mmuShadowZapped;

  /** Emulated writes to shadowed tables. */
  public long mmuPteWrite;

  /** Upper-level entries zapped by such writes. */
  public long mmuPdeZapped;

  /** Pages zapped for write flooding or misaligned writes. */
  public long mmuFlooded;

  /** Pages zapped to stay within the quota. */
  public long mmuRecycled;

  /** Pages that are unsync now. */
  public long mmuUnsync;

  /** Upper-level pages made unsync: a frame used as a table in the other address space only. */
  public long unsyncLevelWarnings;

  /** Pages not synchronised because their role does not fit the context; the kernel warns. */
  public long syncRoleWarnings;

  /** Faults that were fixed or emulated. */
  public long pfFixed;

  /** Faults handed to the guest. */
  public long pfGuest;

  /** INVLPG intercepts. */
  public long invlpg;

  /** Remote TLB flushes. */
  public long remoteTlbFlush;
}
