package dev.bitunion.mmuroles.trace;

import dev.bitunion.mmuroles.profile.PageReading;
import dev.bitunion.mmuroles.profile.Release;
import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.profile.RoleProfiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Notices role words that no kernel makes: single wrong ones, or another kernel's layout. */
final class RoleFits {
  private static final RoleProfile V6_1 = RoleProfiles.of(new Release(6, 1, 0)).profile();
  private static final int KEPT = 1024;

  private final RoleProfile stated;
  private final List<Violation> impossible = new ArrayList<>();
  private final List<Integer> words = new ArrayList<>();
  private long seen;
  private long notStated;
  private long not61;

  /**
   * Starts with no word.
   *
   * @param stated the kernel that wrote the trace; null if nobody said
   */
  RoleFits(RoleProfile stated) {
    this.stated = stated;
  }

  /**
   * Sees a role word for the first time.
   *
   * @param role the word as it was printed
   * @param key the same without {@code invalid}
   */
  void see(int role, int key, long gfn, long number) {
    seen++;
    if (words.size() < KEPT) {
      words.add(role);
    }
    if (!fits(V6_1, key)) {
      not61++;
    }
    if (!isPossible(key)) {
      notStated++;
      if (impossible.size() < ViolationLog.KEPT) {
        impossible.add(new Violation(number, ViolationKind.IMPOSSIBLE_ROLE, gfn, key, 0));
      }
    }
  }

  private boolean isPossible(int key) {
    return stated == null || stated.equals(RoleProfiles.V5_14)
        ? RoleLayouts.isPossibleIn514(key)
        : fits(stated, key);
  }

  private static boolean fits(RoleProfile profile, int word) {
    return new PageReading(profile, word, Set.of()).impossible().isEmpty();
  }

  /**
   * The stated kernel; else v5.14 or 6.1, whichever fits more of the words; v5.14 if both fit
   * equally well. If neither fits even half of them, the kernel that fits most.
   */
  RoleProfile layout() {
    if (stated != null) {
      return stated;
    }
    RoleProfile best = not61 < notStated ? V6_1 : RoleProfiles.V5_14;
    if (Math.min(not61, notStated) * 2 <= seen) {
      return best;
    }
    long most = fitting(best);
    for (RoleProfile profile : RoleProfiles.ALL) {
      long fitting = fitting(profile);
      if (fitting > most) {
        most = fitting;
        best = profile;
      }
    }
    return best;
  }

  private long fitting(RoleProfile profile) {
    return words.stream().filter(word -> fits(profile, word)).count();
  }

  /** The words that do not fit the stated kernel, or v5.14, where they were seen first. */
  List<Violation> impossible() {
    return impossible;
  }
}
