package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.shadow.ShadowContext.INVALID;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.executable;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.large;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.leaf;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.mmio;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.present;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.user;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.writable;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Translation;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.PageRoleBits;

/**
 * What the processor makes of an access: it walks the shadow entries below a root, and either
 * reaches memory without KVM ever hearing of it, or faults. A look changes nothing and allocates
 * nothing; {@link #mark} sets the accessed and dirty bits that the processor would.
 *
 * <p>The processor runs a shadow-paged guest with CR0.WP and EFER.NX set, whatever the guest's are,
 * and with the guest's CR4.SMEP and SMAP while the guest pages. Entries that link a table allow
 * everything, so a leaf's rights decide alone. Under EPT and NPT there is neither SMEP nor SMAP; an
 * EPT leaf's user right is the right to read, and every access of NPT is a user access. Source:
 * Intel SDM volume 3, 4.6 and 28.3.2; AMD APM volume 2, 15.25; Linux v5.14, make_spte.
 */
public final class HardwareAccess {
  /** How an access ends. */
  public enum Result {
    /** It reaches {@link HardwareAccess#frame}. */
    HIT,
    /** An entry is absent: a fault. */
    ABSENT,
    /** The leaf remembers a frame without memory: KVM emulates the access. */
    MMIO,
    /** The leaf forbids it: a fault on a present page. */
    FORBIDDEN,
    /**
     * The processor leaves the tables: it takes a guest's frame for a shadow page, or a shadow page
     * for the guest's memory. No correct kernel lets this happen.
     */
    ASTRAY
  }

  private final ShadowVm vm;
  private final FaultPath path;
  private int page;
  private int index;
  private int level;
  private long entry;
  private long error;
  private long frame;

  HardwareAccess(ShadowVm vm, FaultPath path) {
    this.vm = vm;
    this.path = path;
  }

  /** As {@link #look(ShadowContext, int, long, long, boolean)}, below the current root. */
  public Result look(ShadowContext context, long address, long access, boolean ac) {
    return look(context, context.root, address, access, ac);
  }

  /**
   * Looks where an access would get. Nothing changes.
   *
   * @param root a root of the context: a page, {@link ShadowContext#SPECIAL} or {@link
   *     ShadowContext#INVALID}, below which everything is absent
   * @param address the guest's address; a guest physical one under two-dimensional paging
   * @param access an error code of which W, U and F count
   * @param ac EFLAGS.AC lifts SMAP (CPL 0 to 2, explicit access)
   */
  public Result look(ShadowContext context, int root, long address, long access, boolean ac) {
    boolean ept = context.mmu.translation() == Translation.EPT;
    error = access & (PageFaultErrorBits.W_MASK | PageFaultErrorBits.F_MASK);
    boolean reads = error == 0;
    if (vm.tdpEnabled ? !ept || reads : PageFaultErrorBits.user(access)) {
      error |= PageFaultErrorBits.U_MASK;
    }
    entry = 0;
    page = root == INVALID ? INVALID : path.top(context, root, address);
    if (page == INVALID) {
      return Result.ABSENT;
    }
    for (level = path.level(page); ; level--) {
      index = FaultPath.index(address, level);
      entry = vm.entries.get(page, index);
      if (!present(entry)) {
        return absent();
      }
      if (leaf(entry)) {
        return atLeaf(context, address, ac);
      }
      if (level == 1) {
        return Result.ASTRAY;
      }
      page = (int) ShadowEntryBits.frame(entry);
    }
  }

  private Result absent() {
    if (!mmio(entry)) {
      return Result.ABSENT;
    }
    error |= PageFaultErrorBits.RSVD_MASK | PageFaultErrorBits.P_MASK;
    return Result.MMIO;
  }

  private Result atLeaf(ShadowContext context, long address, boolean ac) {
    if (level > 1 && !large(entry)) {
      return Result.ASTRAY;
    }
    if (forbids(context, ac)) {
      error |= PageFaultErrorBits.P_MASK;
      return Result.FORBIDDEN;
    }
    frame =
        ShadowEntryBits.frame(entry)
            + PageMath.frameInEntry(address, level, PageMath.LONG_INDEX_BITS);
    return Result.HIT;
  }

  private boolean forbids(ShadowContext context, boolean ac) {
    boolean fetch = PageFaultErrorBits.fetch(error);
    if (PageFaultErrorBits.write(error) && !writable(entry) || fetch && !executable(entry)) {
      return true;
    }
    if (PageFaultErrorBits.user(error)) {
      return !user(entry);
    }
    if (vm.tdpEnabled || !user(entry)) {
      return false;
    }
    long role = context.mmu.role();
    return fetch ? MmuRoleBits.extCr4Smep(role) : MmuRoleBits.extCr4Smap(role) && !ac;
  }

  /** The frame that the last access reached. */
  public long frame() {
    return frame;
  }

  /** Whether the last access reached memory of address space 1 that the normal one hides. */
  public boolean smram() {
    return ShadowEntryBits.smram(entry);
  }

  /** Error code of the last access if it faulted, as KVM gets it: P, W, U, RSVD and F. */
  public long error() {
    return error;
  }

  /** The last entry read, a {@link ShadowEntry} word; 0 if it was absent. */
  public long entry() {
    return entry;
  }

  /** The shadow page of the last entry read; {@link ShadowContext#INVALID} if there was none. */
  public int page() {
    return page;
  }

  /** Index of the last entry read. */
  public int index() {
    return index;
  }

  /** Level at which the last entry was read. */
  public int level() {
    return level;
  }

  /**
   * The last access, a hit, takes place: the processor sets accessed and, for a write, dirty. Pages
   * of an EPT without these bits are left as they are.
   */
  public void mark() {
    if (PageRoleBits.ad_disabled(vm.pages.role(page))) {
      return;
    }
    long marked = ShadowEntryBits.withAccessed(entry, true);
    if (PageFaultErrorBits.write(error)) {
      marked = ShadowEntryBits.withDirty(marked, true);
    }
    if (marked != entry) {
      entry = marked;
      vm.entries.set(page, index, entry);
    }
  }
}
