package dev.bitunion.mmuroles.trace;

import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.profile.WordLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The fields of one kernel's page role on which identity, gfn_track and the kernel's text rest, as
 * words taken from its layout once, so that no event pays for going through the layout.
 */
public final class TracedLayout {
  /** The fields that the kernel's text prints, under the names that they have had. */
  public static final Set<String> PRINTED =
      Set.of(
          "level",
          "gpte_is_8_bytes",
          "cr4_pae",
          "has_4_byte_gpte",
          "quadrant",
          "direct",
          "metaphysical",
          "access",
          "invalid",
          "efer_nx",
          "nxe",
          "ad_disabled");

  private static final int ACCESS_COMBINATIONS = 8;

  private final int[] levels;
  private final int[] quadrants;
  private final int[] accesses;
  private final int level;
  private final int direct;
  private final int invalid;
  private final int smm;
  private final int guestMode;
  private final int nx;
  private final int eightByte;
  private final int fourByte;
  private final int adDisabled;

  /** The page role of a kernel; a field that it does not have is 0 in every word. */
  public TracedLayout(RoleProfile profile) {
    WordLayout page = profile.page();
    Map<String, Integer> ones = page.values(-1);
    level = mask(page, ones, "level");
    direct = mask(page, ones, "direct") | mask(page, ones, "metaphysical");
    invalid = mask(page, ones, "invalid");
    smm = mask(page, ones, "smm");
    guestMode = mask(page, ones, "guest_mode");
    nx = mask(page, ones, "efer_nx") | mask(page, ones, "nxe");
    eightByte = mask(page, ones, "gpte_is_8_bytes") | mask(page, ones, "cr4_pae");
    fourByte = mask(page, ones, "has_4_byte_gpte");
    adDisabled = mask(page, ones, "ad_disabled");
    levels = words(page, "level", ones.get("level") + 1);
    quadrants = words(page, "quadrant", ones.get("quadrant") + 1);
    accesses = words(page, "access", ACCESS_COMBINATIONS);
  }

  private static int mask(WordLayout page, Map<String, Integer> ones, String name) {
    return ones.containsKey(name) ? page.word(Map.of(name, ones.get(name))) : 0;
  }

  private static int[] words(WordLayout page, String name, int count) {
    int[] words = new int[count];
    for (int value = 0; value < count && page.slot(name) != null; value++) {
      words[value] = page.word(Map.of(name, value));
    }
    return words;
  }

  /** The role as which a page is known: {@code invalid} only says what became of it. */
  int key(int role) {
    return role & ~invalid;
  }

  boolean isDirect(int role) {
    return (role & direct) != 0;
  }

  boolean isSmm(int role) {
    return (role & smm) != 0;
  }

  boolean isGuestMode(int role) {
    return (role & guestMode) != 0;
  }

  /** Whether the page grants writing, user access and execution. */
  boolean allowsAll(int role) {
    int all = accesses[ACCESS_COMBINATIONS - 1];
    return (role & all) == all;
  }

  /** Whether the page is of this level or above; nothing lies below level, so words compare. */
  boolean isAtLeast(int role, int wanted) {
    return (role & level) >= levels[wanted];
  }

  /** Whether gfn_track counts the page: it shadows a guest table above level 1. */
  boolean isTracked(int role) {
    return !isDirect(role) && isAtLeast(role, 2);
  }

  /** The role that the kernel's text tells; what it leaves out is 0. */
  int pack(int ofLevel, boolean eightBytes, int quadrant, int rights) {
    return levels[ofLevel]
        | (eightBytes ? eightByte : fourByte)
        | quadrants[quadrant]
        | accesses[rights & accesses.length - 1];
  }

  /** The flags that the kernel's text tells. */
  int flags(boolean isDirect, boolean isInvalid, boolean noNx, boolean noAd) {
    return (isDirect ? direct : 0)
        | (isInvalid ? invalid : 0)
        | (noNx ? 0 : nx)
        | (noAd ? adDisabled : 0);
  }

  /** Every field of a role as {@code name=value}, or those that the text prints. */
  public static Map<String, Integer> values(RoleProfile profile, int role, boolean onlyPrinted) {
    Map<String, Integer> values = new LinkedHashMap<>(profile.page().values(role));
    if (onlyPrinted) {
      values.keySet().retainAll(PRINTED);
    }
    return values;
  }
}
