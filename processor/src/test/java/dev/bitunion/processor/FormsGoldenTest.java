package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of each form that can be asked for, letter by letter. */
class FormsGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static Map<String, String> generated;

  @BeforeAll
  static void compile() throws IOException {
    Map<String, String> code = new TreeMap<>();
    for (String name : new String[] {"Entry", "Gate"}) {
      code.put("demo." + name, Files.readString(GOLDEN.resolve(name + ".java")));
    }
    generated = Compiled.of(code, Compiled.STRICT.toArray(String[]::new)).ok().generatedSources();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EntryBuilder",
        "EntryMatch",
        "EntryArray",
        "EntryBuffer",
        "EntryAtomic",
        "GateLayout",
        "GateBuffer"
      })
  void generatesThisText(String name) throws IOException {
    assertThat(generated.get("demo." + name))
        .isEqualTo(Files.readString(GOLDEN.resolve(name + ".txt")));
  }

  @Test
  void generatesOnlyWhatWasAskedFor() {
    assertThat(generated.keySet())
        .containsExactlyInAnyOrder(
            "demo.EntryBits",
            "demo.EntryBuilder",
            "demo.EntryMatch",
            "demo.EntryArray",
            "demo.EntryBuffer",
            "demo.EntryAtomic",
            "demo.GateLayout",
            "demo.GateBuffer");
  }
}
