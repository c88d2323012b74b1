package dev.bitunion.mmuroles.role;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Skip;

/**
 * The two of KVM's per-vCPU {@code hflags} that roles depend on. They are not x86 state: KVM keeps
 * them in {@code vcpu->arch.hflags}, and its probes print that word.
 *
 * <p>Source: Linux v5.14, arch/x86/include/asm/kvm_host.h.
 */
@BitUnion(bits = 32)
public interface Hflags {
  /** A nested guest (L2) runs. */
  @Skip(5)
  @Field(bits = 1, at = 5, cName = "GUEST")
  boolean guest();

  /** The vCPU is in system management mode. */
  @Field(bits = 1, at = 6, cName = "SMM")
  boolean smm();
}
