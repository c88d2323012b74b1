package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated text, letter by letter. The files are written by hand or not at all. */
class GoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static Map<String, String> generated;

  @BeforeAll
  static void compile() throws IOException {
    Map<String, String> code = new TreeMap<>();
    for (String name : new String[] {"Status", "Port", "Segment"}) {
      code.put("demo." + name, Files.readString(GOLDEN.resolve(name + ".java")));
    }
    generated = Compiled.of(code, Compiled.STRICT.toArray(String[]::new)).ok().generatedSources();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "StatusBits",
        "StatusValue",
        "PortBits",
        "PortValue",
        "SegmentBits",
        "SegmentValue"
      })
  void generatesThisText(String name) throws IOException {
    assertThat(generated.get("demo." + name))
        .isEqualTo(Files.readString(GOLDEN.resolve(name + ".txt")));
  }
}
