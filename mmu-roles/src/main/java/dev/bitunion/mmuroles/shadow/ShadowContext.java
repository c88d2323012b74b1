package dev.bitunion.mmuroles.shadow;

import dev.bitunion.mmuroles.mmu.MmuContext;
import java.util.Arrays;

/**
 * An MMU context with the roots that a shadow MMU keeps for it: the current one, and three previous
 * ones for page directories that the guest may come back to.
 *
 * <p>A root is a page's number, {@link #INVALID}, or {@link #SPECIAL} for a table that is no shadow
 * page: the four page-directory pointers of PAE paging, with or without a PML4 page above.
 */
public final class ShadowContext {
  /** No root. */
  public static final int INVALID = -1;

  /** The root is a table of four pointers, {@link #paeRoot}. */
  public static final int SPECIAL = -2;

  /** Previous roots kept. */
  public static final int PREVIOUS = 3;

  /** Entries of a PAE root. */
  public static final int PAE_ENTRIES = 4;

  private static final long INVALID_PGD = -1;

  final MmuContext mmu;
  final int[] previousRoot = new int[PREVIOUS];
  final long[] previousPgd = new long[PREVIOUS];
  final int[] paeRoot = new int[PAE_ENTRIES];
  int root = INVALID;
  long rootPgd;

  /** Whether the table of four pointers was ever allocated, and a PML4 page above it. */
  boolean hasPaeTable;

  boolean hasPml4Table;

  /**
   * A context without roots.
   *
   * @param mmu its configuration
   * @param hasPaeTable whether the table of four pointers exists from the start
   */
  public ShadowContext(MmuContext mmu, boolean hasPaeTable) {
    this.mmu = mmu;
    this.hasPaeTable = hasPaeTable;
    Arrays.fill(previousRoot, INVALID);
    Arrays.fill(previousPgd, INVALID_PGD);
    Arrays.fill(paeRoot, INVALID);
  }

  /** The configuration. */
  public MmuContext mmu() {
    return mmu;
  }

  /** The current root: a page's number, {@link #INVALID} or {@link #SPECIAL}. */
  public int root() {
    return root;
  }

  /** What the current root was made for: CR3, nested CR3 or EPTP; left over while invalid. */
  public long rootPgd() {
    return rootPgd;
  }

  /** A previous root, 0 the most recent. */
  public int previousRoot(int which) {
    return previousRoot[which];
  }

  /** What a previous root was made for. */
  public long previousPgd(int which) {
    return previousPgd[which];
  }

  /** Page of one of the four pointers of a {@link #SPECIAL} root, or {@link #INVALID}. */
  public int paeRoot(int which) {
    return paeRoot[which];
  }

  /** Whether a PML4 page stands above the four pointers. */
  public boolean hasPml4Table() {
    return hasPml4Table;
  }
}
