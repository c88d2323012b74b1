package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages of the layout language declare can be pasted: it compiles. */
class LanguagePagesTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");

  @ParameterizedTest
  @ValueSource(strings = {"declare", "views", "nested", "padding", "c-abi"})
  void declarationsCompile(String page) throws IOException {
    StringBuilder code = new StringBuilder("package demo;\nimport dev.bitunion.*;\n");
    Matcher block = BLOCK.matcher(Files.readString(DOCS.resolve(page + ".md")));
    int blocks = 0;
    while (block.find()) {
      code.append(block.group(1));
      blocks++;
    }
    assertThat(blocks).isPositive();
    Compiled.of(Map.of("demo.Page", code.toString()), "--release", "17", "-Xlint:all,-processing")
        .ok();
  }
}
