package dev.bitunion.mmuroles.profile;

import dev.bitunion.mmuroles.role.Access;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page role got back out of printed text: packed with the layout of whoever printed it.
 *
 * @param word the bits that the text tells
 * @param unknown the bits that it does not
 */
public record PrintedRole(int word, int unknown) {
  private static final int MOST_LISTED = 4096;

  /**
   * What libtraceevent's KVM plugin prints, hence {@code trace-cmd report} without -R. It reads
   * every kernel's word with Linux 4.2's layout and prints nothing of the bits between
   * smap_andnot_wp and smm. Source: Linux v5.14, tools/lib/traceevent/plugins/plugin_kvm.c.
   */
  private static final Pattern PLUGIN =
      Pattern.compile(
          "(?:.*:)?\\s*(?:(?:new|existing) )?(?:sp gfn [0-9a-f]+ )?(?<level>\\d{1,2})"
              + " q(?<quadrant>[0-3])(?<direct> direct)? (?<access>[w-][u-][x-])"
              + "(?<invalid> invalid)? (?<nopae>!)?pae (?<nonxe>!)?nxe (?<nowp>!)?wp"
              + "(?<smep> smep)?(?<smap> smap)?(?<smm> smm)?(?: root \\d+ (?:unsync|sync))?\\s*");

  /** What a kernel's own trace points print. Source: arch/x86/kvm/mmu/mmutrace.h. */
  private static final Pattern KERNEL =
      Pattern.compile(
          "(?:.*:)?\\s*sp (?:gen [0-9a-f]+ )?gfn [0-9a-f]+ l(?<level>\\d{1,2})"
              + "(?: (?<bytes>[48])-byte|(?<pae> pae))? q(?<quadrant>[0-3])(?<direct> direct)?"
              + " (?<access>[w-][u-][x-])(?<invalid> invalid)? (?<nonxe>!)?nxe"
              + "(?: (?<noad>!)?ad)?(?: root \\d+ (?:unsync|sync))?(?: (?:new|existing))?\\s*");

  /** The role of a text that the plugin printed; empty if it is none. */
  public static Optional<PrintedRole> ofPlugin(String text) {
    Matcher m = PLUGIN.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    Map<String, Integer> values = common(m);
    values.put("cr4_pae", flag(m.group("nopae") == null));
    values.put("nxe", flag(m.group("nonxe") == null));
    values.put("cr0_wp", flag(m.group("nowp") == null));
    values.put("smep_andnot_wp", flag(m.group("smep") != null));
    values.put("smap_andnot_wp", flag(m.group("smap") != null));
    // The text says whether smm is 0; no kernel stores anything else than 0 and 1 there.
    values.put("smm", flag(m.group("smm") != null));
    return pack(Layouts.PAGE_4_2, values);
  }

  /** The role of a text that a kernel with this layout printed; empty if it is none. */
  public static Optional<PrintedRole> ofKernel(String text, WordLayout printer) {
    Matcher m = KERNEL.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    Map<String, Integer> values = common(m);
    boolean eight = "8".equals(m.group("bytes")) || m.group("pae") != null;
    values.put("gpte_is_8_bytes", flag(eight));
    values.put("cr4_pae", flag(eight));
    values.put("has_4_byte_gpte", flag(!eight));
    values.put("efer_nx", flag(m.group("nonxe") == null));
    values.put("nxe", flag(m.group("nonxe") == null));
    if (m.group(0).contains("ad root") || m.group("noad") != null) {
      values.put("ad_disabled", flag(m.group("noad") != null));
    }
    values.keySet().removeIf(name -> printer.slot(name) == null);
    return pack(printer, values);
  }

  private static Map<String, Integer> common(Matcher m) {
    Map<String, Integer> values = new LinkedHashMap<>();
    values.put("level", Integer.parseInt(m.group("level")));
    values.put("quadrant", Integer.parseInt(m.group("quadrant")));
    values.put("direct", flag(m.group("direct") != null));
    values.put("access", Access.parse(m.group("access")));
    values.put("invalid", flag(m.group("invalid") != null));
    return values;
  }

  private static int flag(boolean set) {
    return set ? 1 : 0;
  }

  /** The word of these fields; its other bits are unknown. */
  private static Optional<PrintedRole> pack(WordLayout printer, Map<String, Integer> values) {
    Map<String, Integer> ones = printer.values(-1);
    ones.keySet().retainAll(values.keySet());
    try {
      return Optional.of(new PrintedRole(printer.word(values), ~printer.word(ones)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The fields of a layout that the text does not tell, or not in full. */
  public Set<String> unknownFields(WordLayout layout) {
    Set<String> names = new LinkedHashSet<>();
    layout.values(unknown).entrySet().stream()
        .filter(field -> field.getValue() != 0)
        .forEach(field -> names.add(field.getKey()));
    return names;
  }

  /** The roles of a kernel that may have been printed so: all that its rules allow. */
  public List<Integer> possible(RoleProfile profile) {
    int open = unknown & ~profile.page().unnamed(unknown);
    List<Integer> roles = new ArrayList<>();
    int part = 0;
    do {
      // Counts through the subsets of the open bits, in ascending order.
      int role = word & ~unknown | part;
      if (new PageReading(profile, role, Set.of()).impossible().isEmpty()) {
        roles.add(role);
      }
      part = part - open & open;
    } while (part != 0 && roles.size() < MOST_LISTED);
    return roles;
  }
}
