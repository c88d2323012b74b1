package dev.bitunion.mmuroles.cli;

import static java.util.stream.Collectors.joining;

import dev.bitunion.mmuroles.profile.PageReading;
import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.profile.RoleProfiles;
import dev.bitunion.mmuroles.role.PageMeaning;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.PageText;
import dev.bitunion.mmuroles.trace.TracedLayout;
import java.util.HashSet;
import java.util.Set;

/** Any kernel's page roles in lists: one line a role. */
final class PageWords {
  private PageWords() {}

  /** A role as word and fields; from text, without the fields that it does not print. */
  static String role(RoleProfile profile, int role, boolean hidden) {
    String fields = fields(profile, role, hidden);
    return hidden ? fields : RoleLayout.hex(role) + " " + fields;
  }

  private static String fields(RoleProfile profile, int role, boolean hidden) {
    if (profile.equals(RoleProfiles.V5_14)) {
      String fields = PageRoleBits.toString(role);
      return hidden
          ? fields.replaceFirst(" smm=0", " (wp, smep, smap, guest_mode, smm not printed)")
          : fields;
    }
    String fields =
        TracedLayout.values(profile, role, hidden).entrySet().stream()
            .filter(field -> field.getValue() != 0)
            .map(field -> field.getKey() + "=" + field.getValue())
            .collect(joining(" "));
    return hidden ? fields + " (the other fields are not printed)" : fields;
  }

  /** What such a page is, in a sentence. */
  static String meaning(RoleProfile profile, int role, boolean hidden) {
    if (profile.equals(RoleProfiles.V5_14)) {
      return hidden ? PageMeaning.of(role, PageText.NOT_PRINTED) : PageMeaning.of(role);
    }
    Set<String> unknown = new HashSet<>();
    if (hidden) {
      unknown.addAll(profile.page().values(role).keySet());
      unknown.removeAll(TracedLayout.PRINTED);
    }
    return new PageReading(profile, role, unknown).meaning();
  }
}
