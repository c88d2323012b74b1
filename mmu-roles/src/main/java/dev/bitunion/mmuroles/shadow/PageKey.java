package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.role.PageRoleBits.direct;
import static dev.bitunion.mmuroles.role.PageRoleBits.gpte_is_8_bytes;

import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Translation;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.ReuseKey;
import dev.bitunion.mmuroles.role.RoleExtrasBits;

/**
 * What of a role a page is made with and found by. On 5.14 that is all of it, and all of it is of
 * the layout; older kernels' roles lacked fields, and some fields mean nothing to some pages.
 */
final class PageKey {
  private static final int ANDNOT_WP =
      PageRoleBits.SMEP_ANDNOT_WP_MASK | PageRoleBits.SMAP_ANDNOT_WP_MASK;

  /** What a page that maps linearly does not depend on: its rights are in its access. */
  private static final int PAGING =
      PageRoleBits.EFER_NX_MASK | PageRoleBits.CR0_WP_MASK | ANDNOT_WP;

  private final ReuseKey reuse;
  private final int compared;
  private final int kept;
  private final boolean tellsPse;
  private final boolean tellsLma;
  private final boolean keepsUseless;
  private final boolean directKeepsAccess;
  private final boolean whole;

  PageKey(Behaviours behaviours, ReuseKey reuse) {
    this.reuse = reuse;
    compared = reuse.compared();
    tellsPse = !behaviours.has(Behaviour.ROLE_LACKS_PSE);
    tellsLma = !behaviours.has(Behaviour.ROLE_LACKS_LMA);
    kept = ~lacking(behaviours);
    keepsUseless = behaviours.has(Behaviour.ROLE_BITS_WITHOUT_EFFECT);
    directKeepsAccess = !behaviours.has(Behaviour.DIRECT_ROLE_LACKS_ACCESS);
    boolean extra = tellsPse || tellsLma || !reuse.added().isEmpty();
    whole = kept == -1 && keepsUseless && directKeepsAccess && !extra;
  }

  private static int lacking(Behaviours behaviours) {
    return (behaviours.has(Behaviour.ROLE_LACKS_NX) ? PageRoleBits.EFER_NX_MASK : 0)
        | (behaviours.has(Behaviour.ROLE_LACKS_WP) ? PageRoleBits.CR0_WP_MASK : 0)
        | (behaviours.has(Behaviour.ROLE_LACKS_SMAP) ? PageRoleBits.SMAP_ANDNOT_WP_MASK : 0)
        | (behaviours.has(Behaviour.ROLE_LACKS_GUEST_MODE) ? PageRoleBits.GUEST_MODE_MASK : 0);
  }

  /** Whether a page of one role is reused where another is asked for. */
  boolean same(int role, int asked) {
    return ((role ^ asked) & compared) == 0;
  }

  /** The bits of a role in which two pages differ that are not each other's, as far as compared. */
  int difference(int role, int other) {
    return (role ^ other) & compared;
  }

  /** The role that a page of the context gets where its tree asks for {@code role}. */
  int of(ShadowContext context, int role) {
    return whole ? role : reduced(context, role);
  }

  private int reduced(ShadowContext context, int role) {
    int key = role & kept | extra(context);
    if (!directKeepsAccess && direct(role)) {
      key |= PageRoleBits.ACCESS_MASK;
    }
    return keepsUseless ? key : key & ~useless(context, role);
  }

  private int extra(ShadowContext context) {
    long full = context.mmu.role();
    boolean pse =
        tellsPse && context.mmu.translation() == Translation.SHORT && MmuRoleBits.extCr4Pse(full);
    boolean lma =
        tellsLma
            && context.mmu.translation() == Translation.LONG
            && context.mmu.rootLevel() > PageMath.PAE_LEVELS;
    int extra = RoleExtrasBits.withLargeShortPages(reuse.addedBits(full), pse);
    return RoleExtrasBits.withLongMode(extra, lma);
  }

  private static int useless(ShadowContext context, int role) {
    if (direct(role)) {
      return PAGING;
    }
    int nx = gpte_is_8_bytes(role) ? 0 : PageRoleBits.EFER_NX_MASK;
    return context.mmu.kind() == MmuContext.Kind.GUEST ? nx | ANDNOT_WP : nx;
  }
}
