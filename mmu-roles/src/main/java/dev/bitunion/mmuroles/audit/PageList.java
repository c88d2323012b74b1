package dev.bitunion.mmuroles.audit;

import dev.bitunion.mmuroles.profile.RoleProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A list of shadow pages as a debugger dumped them: (gfn, role word), in any order, of one VM at
 * one moment.
 */
public final class PageList {
  private final RoleProfile profile;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<Page, Long> live = new HashMap<>();
  private final TreeMap<Long, Integer> rolesOfGfn = new TreeMap<>();
  private final Map<Space, Integer> tracked = new HashMap<>();
  private final Map<Integer, Long> roles = new TreeMap<>(Integer::compareUnsigned);
  private long pages;
  private long invalid;

  /** An empty list of a kernel's pages. */
  public PageList(RoleProfile profile) {
    this.profile = profile;
  }

  private record Page(long gfn, int role) {}

  private record Space(long gfn, boolean smm) {}

  /**
   * What is wrong with an entry.
   *
   * @param line where it stands
   * @param kind {@code impossible-role} or {@code duplicate}
   * @param gfn guest frame number
   * @param role role word
   * @param earlier the line of the page that it repeats, else 0
   * @param reason in words
   */
  public record Finding(long line, String kind, long gfn, int role, long earlier, String reason) {}

  /**
   * How many pages of a gfn something holds for.
   *
   * @param gfn guest frame number, -1 if there is none
   * @param count how many
   */
  public record Peak(long gfn, int count) {}

  /** Takes an entry. */
  public void add(long gfn, int role, long line) {
    pages++;
    roles.merge(role, 1L, Long::sum);
    Map<String, Integer> fields = profile.page().values(role);
    ImpossibleRoles.why(profile, role)
        .ifPresent(why -> findings.add(new Finding(line, "impossible-role", gfn, role, 0, why)));
    if (fields.getOrDefault("invalid", 0) != 0) {
      // Zapped, and freed once nobody uses it: such pages may repeat one another.
      invalid++;
      return;
    }
    Long earlier = live.putIfAbsent(new Page(gfn, role), line);
    if (earlier != null) {
      String why = "a live page of the same gfn and role stands in line " + earlier;
      findings.add(new Finding(line, "duplicate", gfn, role, earlier, why));
      return;
    }
    rolesOfGfn.merge(gfn, 1, Integer::sum);
    boolean direct =
        fields.getOrDefault("direct", 0) != 0 || fields.getOrDefault("metaphysical", 0) != 0;
    if (!direct && fields.getOrDefault("level", 0) > 1) {
      tracked.merge(new Space(gfn, fields.getOrDefault("smm", 0) != 0), 1, Integer::sum);
    }
  }

  /** The kernel whose pages these are. */
  public RoleProfile profile() {
    return profile;
  }

  /** All entries. */
  public long pages() {
    return pages;
  }

  /** Entries with {@code invalid}: zapped, but still in use as a root. */
  public long invalid() {
    return invalid;
  }

  /** What is wrong, in the order of the lines. */
  public List<Finding> findings() {
    return findings;
  }

  /** Every role word and how many entries have it, ascending. */
  public Map<Integer, Long> roles() {
    return roles;
  }

  /** Every gfn with live pages and how many roles they have, most first. */
  public List<Peak> rolesPerGfn() {
    return rolesOfGfn.entrySet().stream()
        .map(entry -> new Peak(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingInt(Peak::count).reversed())
        .toList();
  }

  /**
   * The highest gfn_track that these pages explain: live indirect pages above level 1 of one gfn
   * and address space.
   */
  public Peak gfnTrack() {
    return tracked.entrySet().stream()
        .map(entry -> new Peak(entry.getKey().gfn(), entry.getValue()))
        .min(Comparator.comparingInt(Peak::count).reversed().thenComparingLong(Peak::gfn))
        .orElse(new Peak(-1, 0));
  }
}
