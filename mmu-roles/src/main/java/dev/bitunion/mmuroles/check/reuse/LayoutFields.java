package dev.bitunion.mmuroles.check.reuse;

import dev.bitunion.mmuroles.role.RoleField;
import dev.bitunion.mmuroles.role.RoleFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Fields of a page role of any layout, as those of 5.14 that keep the same things apart. */
public final class LayoutFields {
  /** What other kernels call 5.14's fields. */
  private static final Map<String, String> SYNONYMS =
      Map.of(
          "cr4_pae", "gpte_is_8_bytes",
          "has_4_byte_gpte", "gpte_is_8_bytes",
          "glevels", "gpte_is_8_bytes",
          "metaphysical", "direct",
          "nxe", "efer_nx",
          "cr4_smep", "smep_andnot_wp");

  private static final String INVALID = "invalid";

  private LayoutFields() {}

  /** Every field of 5.14 on which reuse depends. */
  public static List<RoleField> all() {
    return RoleFields.PAGE.stream().filter(field -> !field.name().equals(INVALID)).toList();
  }

  /** The field of 5.14 that a name of any layout stands for; null if there is none. */
  public static RoleField of(String name) {
    String known = SYNONYMS.getOrDefault(name, name);
    return all().stream().filter(field -> field.name().equals(known)).findFirst().orElse(null);
  }

  /** The fields of 5.14 for which a layout of these names has none. */
  public static List<RoleField> lacking(Collection<String> names) {
    List<RoleField> lacking = new ArrayList<>(all());
    names.forEach(name -> lacking.remove(of(name)));
    return lacking;
  }
}
