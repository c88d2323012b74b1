package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.role.HflagsBits;
import dev.bitunion.mmuroles.role.MmuKind;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.RoleMath;
import dev.bitunion.mmuroles.role.RoleModel;

/**
 * Everything that a context's role is computed from; what its kind of MMU ignores is 0 or false.
 *
 * @param mmu the kind of context
 * @param cr0 CR0; for nested NPT the one that KVM makes up
 * @param cr4 CR4
 * @param efer EFER
 * @param smm whether the vCPU is in SMM
 * @param guestMode whether L2 runs
 * @param baseOnly whether only the base is computed, as on a CR3 load
 * @param maxTdpLevel levels that the host's two-dimensional paging offers
 * @param maxphyaddr the guest's physical address width in bits
 * @param noAd whether the host's entries lack accessed and dirty bits
 * @param eptp L1's EPT pointer
 * @param execonly whether L1 was offered execute-only entries
 */
record RoleQuery(
    MmuKind mmu,
    long cr0,
    long cr4,
    long efer,
    boolean smm,
    boolean guestMode,
    boolean baseOnly,
    int maxTdpLevel,
    int maxphyaddr,
    boolean noAd,
    long eptp,
    boolean execonly) {

  int tdpLevel() {
    return RoleMath.tdpLevel(maxTdpLevel, maxphyaddr);
  }

  /** The full role; with {@link #baseOnly} its upper half is 0. */
  long role(RoleModel model) {
    int hflags = HflagsBits.withGuest(HflagsBits.prepSmm(smm), guestMode);
    return switch (mmu) {
      case SHADOW ->
          baseOnly
              ? MmuRoleBits.prepBase(model.shadowNewPgd(cr0, cr4, efer, hflags))
              : model.shadowRoot(cr0, cr4, efer, hflags);
      case TDP ->
          baseOnly
              ? MmuRoleBits.prepBase(model.tdpNewPgd(cr0, efer, hflags, tdpLevel(), noAd))
              : model.tdpRoot(cr0, cr4, efer, hflags, tdpLevel(), noAd);
      case NPT -> model.shadowNpt(cr4, efer, hflags, tdpLevel());
      case EPT -> model.shadowEpt(eptp, execonly, MmuRoleBits.withBaseSmm(0L, smm ? 1 : 0));
      case NESTED -> model.nested(cr0, cr4, efer, hflags);
    };
  }

  /** The page role that belongs to it; 0 for nested_mmu where a context has two roles. */
  int pages(RoleModel model) {
    if (baseOnly) {
      return MmuRoleBits.base(role(model));
    }
    return switch (mmu) {
      case SHADOW -> model.shadowPages(role(model));
      case TDP -> model.tdpPages(role(model), tdpLevel(), noAd);
      case NPT -> model.nptPages(role(model), tdpLevel(), rootLevel());
      case EPT -> MmuRoleBits.base(role(model));
      case NESTED -> model.hasOneRole() ? MmuRoleBits.base(role(model)) : 0;
    };
  }

  /** Depth of the guest's page tables, or of L1's EPT. */
  int rootLevel() {
    return mmu == MmuKind.EPT ? RoleModel.eptLevel(eptp) : RoleMath.rootLevel(cr0, cr4, efer);
  }
}
