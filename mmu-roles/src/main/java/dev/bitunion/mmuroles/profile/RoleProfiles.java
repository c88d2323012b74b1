package dev.bitunion.mmuroles.profile;

import java.util.List;

/** The kernels whose role unions have been read, oldest first. */
public final class RoleProfiles {
  /** All of them. */
  public static final List<RoleProfile> ALL =
      List.of(
          known("2.6.20", Layouts.PAGE_2_6_20, null),
          known("2.6.26", Layouts.PAGE_2_6_26, null),
          known("2.6.32", Layouts.PAGE_2_6_32, null),
          known("2.6.39", Layouts.PAGE_2_6_39, null),
          known("3.13", Layouts.PAGE_3_13, null),
          known("3.19", Layouts.PAGE_3_13, null),
          known("4.2", Layouts.PAGE_4_2, null),
          known("4.9", Layouts.PAGE_4_2, null),
          known("4.12", Layouts.PAGE_4_2, null),
          known("4.15", Layouts.PAGE_4_15, null),
          known("4.20", Layouts.PAGE_4_20, Layouts.EXT_4_20),
          known("5.0", Layouts.PAGE_4_20, Layouts.EXT_5_0),
          known("5.2", Layouts.PAGE_5_2, Layouts.EXT_5_2),
          known("5.4", Layouts.PAGE_5_2, Layouts.EXT_5_2),
          known("5.10", Layouts.PAGE_5_2, Layouts.EXT_5_2),
          known("5.14", Layouts.PAGE_5_14, Layouts.EXT_5_14),
          known("5.15", Layouts.PAGE_5_14, Layouts.EXT_5_15),
          known("5.17", Layouts.PAGE_5_17, Layouts.EXT_5_15),
          known("5.19", Layouts.PAGE_5_19, Layouts.EXT_5_19),
          known("6.0", Layouts.PAGE_5_19, Layouts.EXT_5_19),
          known("6.1", Layouts.PAGE_5_19, Layouts.EXT_5_19),
          known("6.12", Layouts.PAGE_5_19, Layouts.EXT_5_19),
          known("6.13", Layouts.PAGE_5_19, Layouts.EXT_5_19),
          known("6.16", Layouts.PAGE_6_16, Layouts.EXT_5_19),
          known("6.19", Layouts.PAGE_6_16, Layouts.EXT_5_19),
          known("7.2", Layouts.PAGE_7_2, Layouts.EXT_7_2));

  /** The kernel whose behaviour is modelled. */
  public static final RoleProfile V5_14 = of(new Release(5, 14, 0)).profile();

  private RoleProfiles() {}

  /**
   * A profile and what a user should know of how it was chosen.
   *
   * @param profile the profile
   * @param note why it may be the wrong one; null if it is the kernel's own
   */
  public record Choice(RoleProfile profile, String note) {}

  /**
   * The profile of a release: its own, or, between two that are known, the older one's.
   *
   * @throws IllegalArgumentException for a release before the first or behind the last known one
   */
  public static Choice of(Release release) {
    RoleProfile older = null;
    for (RoleProfile profile : ALL) {
      int order = profile.release().compareTo(release);
      if (order == 0) {
        return new Choice(profile, null);
      }
      if (order > 0) {
        if (older == null) {
          break;
        }
        String note =
            "the layout of Linux "
                + release
                + " is not known; it lies between "
                + older.release()
                + " and "
                + profile.release()
                + ", and is read as "
                + older.release();
        return new Choice(older, note);
      }
      older = profile;
    }
    throw new IllegalArgumentException(
        "the layout of Linux "
            + release
            + " is not known; known are "
            + ALL.get(0).release()
            + " to "
            + ALL.get(ALL.size() - 1).release()
            + " ('mmu-roles profiles' lists them; --btf FILE reads another kernel's own)");
  }

  private static RoleProfile known(String version, WordLayout page, WordLayout ext) {
    Release release = Release.parse(version);
    return new RoleProfile("Linux " + release, release, page, ext);
  }
}
