package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.check.reuse.LayoutFields;
import dev.bitunion.mmuroles.check.reuse.Purpose;
import dev.bitunion.mmuroles.check.reuse.ReuseCheck;
import dev.bitunion.mmuroles.check.reuse.Victim;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleField;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.scenario.Moment;
import dev.bitunion.mmuroles.scenario.Scenario;
import dev.bitunion.mmuroles.scenario.TraceSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The victims that ship and the page that is generated from them are what the search finds now.
 * With {@code -Dmmuroles.regenerate=true} both are written anew.
 */
class WhyEachBitTest {
  private static final Path FOLDER = Path.of("victims");
  private static final Path PAGE = Path.of("../docs/why-each-bit.md");

  private static final String HEAD =
      """
      # Why is each field in the page role?

      KVM reuses a shadow page where another is asked for if all bits of their roles are the same. Leave one field out of that
      comparison, and two uses of a guest's memory share a page that must not. For each field, here is the smallest such accident
      that `check reuse --drop FIELD` finds ([check.md](check.md)): the guest's tables, what it does, how the last access has to end
      and how it ends. With the field compared, the same sequence ends well.

      Frames are numbers: table 1 is frame 1, and frame 5 is what the guest reads or writes. `astray`: the processor takes the
      guest's memory for a shadow page. `invalid` is left out: a page that was zapped is not found at all.

      This page and `mmu-roles/victims` are generated from what the search finds, and a test holds them against it.
      """;

  static List<String> fields() {
    return LayoutFields.all().stream().map(RoleField::name).toList();
  }

  private static Path file(String field) {
    return FOLDER.resolve("drop-" + field + ".scenario");
  }

  @Test
  void thePageAndTheFilesAreWhatTheSearchFinds() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    boolean write = Boolean.getBoolean("mmuroles.regenerate");
    for (RoleField field : LayoutFields.all()) {
      ReuseCheck check = new ReuseCheck(RoleModel.of(KernelVersion.V5_14), 1, 0, sequences -> {});
      Victim victim = check.without(field.mask()).victim();
      String scenario = scenario(field.name(), victim);
      page.append(section(field.name(), victim));
      if (write) {
        Files.createDirectories(FOLDER);
        Files.writeString(file(field.name()), scenario);
      }
      assertThat(Files.readString(file(field.name()))).isEqualTo(scenario);
    }
    if (write) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page.toString());
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files).hasSize(LayoutFields.all().size());
    }
  }

  private static String scenario(String field, Victim victim) {
    String comment = "What goes wrong if pages are reused without comparing " + field + ".";
    return String.join("\n", victim.scenario(comment, List.of("drop " + field))) + "\n";
  }

  private static String section(String field, Victim victim) {
    StringBuilder text = new StringBuilder("\n## " + field + "\n\n" + Purpose.of(field) + "\n\n");
    victim.settings().forEach(setting -> text.append("- machine: `" + setting + "`\n"));
    text.append("- tables: `" + String.join("`, `", victim.tables()) + "`\n");
    for (int i = 0; i < victim.contexts().size(); i++) {
      text.append("- " + (i == 0 ? "A" : "B") + ": " + victim.contexts().get(i) + "\n");
    }
    text.append("\n| access | ends |\n|---|---|\n");
    int last = victim.accesses().size() - 1;
    for (int i = 0; i <= last; i++) {
      String access = victim.who(i) + ": " + victim.accesses().get(i);
      String end =
          i < last
              ? victim.ends().get(i)
              : "expected: " + victim.expected() + "; **actual: " + victim.actual() + "**";
      text.append("| " + access + " | " + end + " |\n");
    }
    return text + "\n```sh\nmmu-roles sim victims/drop-" + field + ".scenario\n```\n";
  }

  private static List<Moment> play(List<String> lines, List<String> failures) {
    List<Moment> moments = new ArrayList<>();
    Scenario.read(lines)
        .run(moments::add, TraceSink.NONE)
        .forEach(failure -> failures.add(failure.toString()));
    return moments;
  }

  @ParameterizedTest
  @MethodSource("fields")
  void theLastAccessGoesWrongAndEndsWellWithTheFieldCompared(String field) throws IOException {
    List<String> lines = Files.readAllLines(file(field));
    List<String> failures = new ArrayList<>();
    play(lines, failures);
    assertThat(failures).isEmpty();

    List<String> compared =
        new ArrayList<>(
            lines.stream()
                .filter(line -> !line.equals("drop " + field))
                .filter(line -> !line.startsWith("expect result"))
                .map(line -> line.replace("expect access wrong", "expect access right"))
                .toList());
    assertThat(compared).hasSizeLessThan(lines.size());
    play(compared, failures);
    assertThat(failures).isEmpty();
  }
}
