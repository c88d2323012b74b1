package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.role.MmuRoleBits;

/**
 * A role that was computed during an event, in the kernel's words.
 *
 * @param context whose
 * @param before the stored role before
 * @param after the stored role afterwards
 * @param pages the page role that belongs to {@code after}; 0 for nested_mmu on kernels where it
 *     has none
 * @param configured whether the context was configured anew; false: skipped, as nothing changed
 */
public record RoleChange(
    MmuContext.Kind context, long before, long after, int pages, boolean configured) {
  /** Whether the page role is another than the base of the role. */
  public boolean hasOwnPages() {
    return pages != 0 && pages != MmuRoleBits.base(after);
  }
}
