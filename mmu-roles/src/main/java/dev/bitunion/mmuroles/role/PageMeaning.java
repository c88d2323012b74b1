package dev.bitunion.mmuroles.role;

import java.util.ArrayList;
import java.util.List;

/** One sentence that says what a shadow page with a given role is. */
public final class PageMeaning {
  private static final List<String> TABLES =
      List.of("no table", "page table", "page directory", "PDPT", "PML4", "PML5");

  private PageMeaning() {}

  /** The sentence for a whole word. */
  public static String of(int word) {
    return of(word, 0);
  }

  /**
   * The sentence for a word of which not all bits are known.
   *
   * @param unknown bits of the word that nobody knows; nothing is said of their fields
   */
  public static String of(int word, int unknown) {
    StringBuilder text = new StringBuilder();
    if (PageRoleBits.invalid(word)) {
      text.append("Zapped, waiting for its last user: ");
    }
    text.append(what(word));
    if (PageRoleBits.guest_mode(word) && (unknown & PageRoleBits.GUEST_MODE_MASK) == 0) {
      text.append(", for L2");
    }
    text.append("; access ").append(Access.text(PageRoleBits.access(word)));
    List<String> conditions = conditions(word, unknown);
    if (!conditions.isEmpty()) {
      text.append("; ").append(String.join(", ", conditions));
    }
    if (PageRoleBits.smm(word) != 0 && (unknown & PageRoleBits.SMM_MASK) == 0) {
      text.append("; in SMM's address space");
    }
    text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
    return text.append('.').toString();
  }

  private static String what(int word) {
    int level = PageRoleBits.level(word);
    String table = level < TABLES.size() ? TABLES.get(level) : "table";
    String entries = PageRoleBits.gpte_is_8_bytes(word) ? "8-byte" : "4-byte";
    if (PageRoleBits.direct(word)) {
      return "level-"
          + level
          + " page that maps guest frames directly and shadows no guest table"
          + quadrant(word, " (part " + PageRoleBits.quadrant(word) + " of a 4 MB page)");
    }
    return "shadow of a guest's level-"
        + level
        + " table ("
        + table
        + ") of "
        + entries
        + " entries"
        + (PageRoleBits.gpte_is_8_bytes(word) ? "" : part(word));
  }

  private static String quadrant(int word, String text) {
    return PageRoleBits.quadrant(word) == 0 ? "" : text;
  }

  private static String part(int word) {
    return switch (PageRoleBits.level(word)) {
      case 1 -> ", half " + PageRoleBits.quadrant(word) + " of 0 and 1";
      case 2 -> ", quarter " + PageRoleBits.quadrant(word) + " of 0 to 3";
      default -> "";
    };
  }

  private static List<String> conditions(int word, int unknown) {
    List<String> conditions = new ArrayList<>();
    conditions.add(PageRoleBits.efer_nx(word) ? "NX" : "no NX");
    if ((unknown & PageRoleBits.CR0_WP_MASK) == 0) {
      conditions.add(PageRoleBits.cr0_wp(word) ? "WP" : "no WP");
    }
    if (PageRoleBits.smep_andnot_wp(word) && (unknown & PageRoleBits.SMEP_ANDNOT_WP_MASK) == 0) {
      conditions.add("SMEP without WP");
    }
    if (PageRoleBits.smap_andnot_wp(word) && (unknown & PageRoleBits.SMAP_ANDNOT_WP_MASK) == 0) {
      conditions.add("SMAP without WP");
    }
    if (PageRoleBits.ad_disabled(word)) {
      conditions.add("no accessed and dirty bits");
    }
    return conditions;
  }
}
