package dev.bitunion.mmuroles.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.check.Minimality.Row;
import dev.bitunion.mmuroles.check.Minimality.Verdict;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the behaviour specification's chapter 11 says of bits without effect, and nothing more. */
class MinimalityTest {
  private static final RoleModel V5_14 = RoleModel.of(KernelVersion.V5_14);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "TDP | linear | efer_nx cr0_wp",
        "SHADOW | 8-byte | -",
        "SHADOW | 4-byte | efer_nx",
        "NPT | 8-byte | smep_andnot_wp smap_andnot_wp",
        "NPT | 4-byte | efer_nx smep_andnot_wp smap_andnot_wp",
        "EPT | 8-byte | -",
        "NESTED | none | efer_nx cr0_wp smep_andnot_wp smap_andnot_wp guest_mode smm"
      })
  void fieldsWithoutEffect(RoleMode mode, String tables, String fields) {
    List<String> expected = fields == null ? List.of() : List.of(fields.split(" "));
    assertThat(fields(mode, tables, Verdict.WITHOUT_EFFECT)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "SHADOW, 8-byte, efer_nx cr0_wp smep_andnot_wp smap_andnot_wp guest_mode smm",
    "TDP, linear, guest_mode smm",
    "EPT, 8-byte, ad_disabled smm",
    "NPT, 8-byte, efer_nx smm"
  })
  void fieldsThatAreNeeded(RoleMode mode, String tables, String fields) {
    assertThat(fields(mode, tables, Verdict.NEEDED)).containsExactly(fields.split(" "));
  }

  private static List<String> fields(RoleMode mode, String tables, Verdict verdict) {
    return Minimality.of(mode, V5_14).stream()
        .filter(row -> row.tables().equals(tables) && row.verdict() == verdict)
        .map(Row::field)
        .toList();
  }
}
