package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command that a page of the guide shows in a console prints what the page says. */
class DocsTest {
  private static final String PROMPT = "$ mmu-roles ";
  private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|(\\S+)");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decode.md",
        "role.md",
        "transition.md",
        "walk.md",
        "access.md",
        "sim.md",
        "count.md",
        "check.md",
        "defects.md",
        "invariants.md",
        "../README.md"
      })
  void consolesShowWhatIsPrinted(String page) throws IOException {
    List<String> shown = new ArrayList<>();
    List<String> printed = new ArrayList<>();
    boolean console = false;
    for (String line : Files.readAllLines(Path.of("..", "docs", page))) {
      if (line.startsWith("```")) {
        console = line.equals("```console");
      } else if (console) {
        shown.add(line);
        if (line.startsWith(PROMPT)) {
          printed.add(line);
          printed.addAll(run(line.substring(PROMPT.length())));
        }
      }
    }
    assertThat(shown).isNotEmpty();
    assertThat(printed).isEqualTo(shown);
  }

  private static List<String> run(String line) {
    List<String> arguments = new ArrayList<>();
    Matcher m = ARGUMENT.matcher(line);
    while (m.find()) {
      String argument = m.group(1) == null ? m.group(2) : m.group(1);
      arguments.add(argument.startsWith("docs/") ? "../" + argument : argument);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    Session session = Session.plain(new ByteArrayInputStream(new byte[0]), both, both);
    Cli.run(session, arguments.toArray(String[]::new));
    both.flush();
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
