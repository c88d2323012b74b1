package dev.bitunion.mmuroles.audit;

import dev.bitunion.mmuroles.profile.PageReading;
import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.profile.RoleProfiles;
import dev.bitunion.mmuroles.role.PageRule;
import java.util.Optional;
import java.util.Set;

/** Why no page of a kernel can have a role: in depth for v5.14, by the layout for others. */
final class ImpossibleRoles {
  private ImpossibleRoles() {}

  static Optional<String> why(RoleProfile profile, int role) {
    return profile.equals(RoleProfiles.V5_14)
        ? PageRule.brokenBy(role).map(PageRule::reason)
        : new PageReading(profile, role, Set.of()).impossible();
  }
}
