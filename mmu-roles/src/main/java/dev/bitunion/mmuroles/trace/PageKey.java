package dev.bitunion.mmuroles.trace;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.mmuroles.role.PageRole;

/** Half of a {@link PageTable} key, and when it was last touched. The other half is the gfn. */
@BitUnion(bits = 64)
interface PageKey {
  /** The role with {@code invalid} cleared. */
  @Field(bits = 32)
  PageRole role();

  /** Which {@code kvm_mmu_zap_all_fast} came last, counted from 0, when pages were last counted. */
  @Field(bits = 32)
  int epoch();
}
