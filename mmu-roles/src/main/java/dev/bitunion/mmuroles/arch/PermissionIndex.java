package dev.bitunion.mmuroles.arch;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Skip;

/**
 * The part of a {@link PageFaultError} that KVM's permission table is indexed with: W, U, RSVD and
 * F, as a number from 0 to 15. RSVD stands for the SMAP override there.
 *
 * <p>Source: Linux v5.14, permission_fault.
 */
@BitUnion(bits = 32)
public interface PermissionIndex {
  /** Bits 4:1 of the error code. */
  @Skip(1)
  @Field(bits = 4, at = 1)
  int index();
}
