package dev.bitunion.mmuroles.vcpu;

import dev.bitunion.mmuroles.mmu.MmuContext;

/** Who hears when a context's role is computed. */
@FunctionalInterface
public interface ContextEvents {
  /** Nobody listens. */
  ContextEvents NONE = (context, before, configured) -> {};

  /**
   * A role was computed and compared with the stored one.
   *
   * @param context the context, as it is now
   * @param before its role before
   * @param configured whether the role had changed, so that the context was configured anew
   */
  void computed(MmuContext context, long before, boolean configured);
}
