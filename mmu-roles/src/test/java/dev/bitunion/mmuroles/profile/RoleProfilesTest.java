package dev.bitunion.mmuroles.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The layouts of 26 kernels: as measured, and the same whichever way a word goes through them. */
class RoleProfilesTest {
  static final List<RoleProfile> PROFILES = RoleProfiles.ALL;

  @Test
  void everyLayoutIsAsMeasured() throws IOException {
    Path history = Path.of("../../shared/data/btf/role-history.csv");
    assumeTrue(Files.exists(history), "skipped: " + history + " is not there");
    Map<String, List<String>> measured = new LinkedHashMap<>();
    for (String line : Files.readAllLines(history).subList(1, Files.readAllLines(history).size())) {
      String[] cells = line.replaceAll("\"[^\"]*\"", "2.6.26").split(",");
      String union = cells[2].equals("kvm_mmu_page_role") ? "page" : "ext";
      measured
          .computeIfAbsent(Release.parse(cells[0]) + " " + union, k -> new ArrayList<>())
          .add(cells[3] + " " + cells[4] + "+" + cells[5]);
    }
    Map<String, List<String>> declared = new LinkedHashMap<>();
    for (RoleProfile profile : PROFILES) {
      declared.put(profile.release() + " page", places(profile.page()));
      if (profile.ext() != null) {
        declared.put(profile.release() + " ext", places(profile.ext()));
      }
    }
    assertThat(declared).isEqualTo(measured);
    assertThat(PROFILES).hasSize(26);
    assertThat(PROFILES.stream().map(RoleProfile::page).distinct()).hasSize(14);
  }

  private static List<String> places(WordLayout layout) {
    return layout.slots().stream().map(s -> s.name() + " " + s.shift() + "+" + s.width()).toList();
  }

  @ParameterizedTest
  @FieldSource("PROFILES")
  void wordsComeBackFromTheirValues(RoleProfile profile) {
    long seed = 26;
    Random random = new Random(seed);
    for (WordLayout layout : layouts(profile)) {
      for (int i = 0; i < 2_000; i++) {
        int word = random.nextInt();
        int named = word & ~layout.unnamed(-1);
        assertThat(layout.word(layout.values(word))).as("seed %d, %x", seed, word).isEqualTo(named);
        assertThat(layout.unnamed(word) | named).isEqualTo(word);
        for (WordLayout.Slot slot : layout.slots()) {
          // Bit by bit, as the table of places says.
          int value = 0;
          for (int bit = slot.width() - 1; bit >= 0; bit--) {
            value = 2 * value + (Integer.rotateRight(word, slot.shift() + bit) & 1);
          }
          assertThat(layout.values(word)).containsEntry(slot.name(), value);
        }
      }
    }
  }

  private static List<WordLayout> layouts(RoleProfile profile) {
    return profile.ext() == null ? List.of(profile.page()) : List.of(profile.page(), profile.ext());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5.14        | Linux 5.14   | ",
        "v6.1.0-56   | Linux 6.1    | ",
        "2.6.32      | Linux 2.6.32 | ",
        "2.6.30      | Linux 2.6.26 | the layout of Linux 2.6.30 is not known; it lies between 2.6.26"
            + " and 2.6.32, and is read as 2.6.26",
        "5.16.3      | Linux 5.15   | the layout of Linux 5.16 is not known; it lies between 5.15 and"
            + " 5.17, and is read as 5.15",
      })
  void aReleaseFindsItsLayoutOrTheOlderOne(String text, String label, String note) {
    RoleProfiles.Choice choice = RoleProfiles.of(Release.parse(text));
    assertThat(choice.profile().label()).isEqualTo(label);
    assertThat(choice.note()).isEqualTo(note);
  }

  @ParameterizedTest
  @CsvSource({"2.6.19", "7.3", "8.0"})
  void aReleaseOutsideIsRefused(String text) {
    assertThatThrownBy(() -> RoleProfiles.of(Release.parse(text)))
        .hasMessageStartingWith("the layout of Linux " + text + " is not known; known are 2.6.20")
        .hasMessageContaining("mmu-roles profiles");
  }

  /** What the plugin prints of any word leads back to a set of roles that holds the word. */
  @ParameterizedTest
  @CsvSource({"5.14", "5.17", "6.1", "6.19", "7.2"})
  void printedRolesAreAmongThoseThatRemain(String version) {
    RoleProfile profile = RoleProfiles.of(Release.parse(version)).profile();
    long seed = 27;
    Random random = new Random(seed);
    int tried = 0;
    while (tried < 200) {
      int word = random.nextInt() & ~profile.page().unnamed(-1);
      word = profile.page().word(with(profile.page().values(word), "smm", word & 1));
      if (new PageReading(profile, word, java.util.Set.of()).impossible().isEmpty()) {
        PrintedRole printed = PrintedRole.ofPlugin(asPlugin(word)).orElseThrow();
        assertThat(printed.possible(profile)).as("seed %d, %x", seed, word).contains(word);
        tried++;
      }
    }
  }

  private static Map<String, Integer> with(Map<String, Integer> values, String name, int value) {
    values.put(name, value);
    return values;
  }

  /** The plugin's text of a word, by its own old layout. */
  private static String asPlugin(int word) {
    Map<String, Integer> v = Layouts.PAGE_4_2.values(word);
    List<String> access = List.of("---", "--x", "w--", "w-x", "-u-", "-ux", "wu-", "wux");
    return v.get("level")
        + " q"
        + v.get("quadrant")
        + (v.get("direct") == 1 ? " direct " : " ")
        + access.get(v.get("access"))
        + (v.get("invalid") == 1 ? " invalid" : "")
        + (v.get("cr4_pae") == 1 ? " pae" : " !pae")
        + (v.get("nxe") == 1 ? " nxe" : " !nxe")
        + (v.get("cr0_wp") == 1 ? " wp" : " !wp")
        + (v.get("smep_andnot_wp") == 1 ? " smep" : "")
        + (v.get("smap_andnot_wp") == 1 ? " smap" : "")
        + (v.get("smm") != 0 ? " smm" : "")
        + " root 0 sync";
  }
}
