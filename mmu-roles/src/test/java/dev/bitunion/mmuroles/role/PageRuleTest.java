package dev.bitunion.mmuroles.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No word that a 5.14 ever printed may be called impossible. */
class PageRuleTest {
  private static final Path TRACES = Path.of("../../shared/data/traces");
  private static final Pattern ROLE = Pattern.compile("kvm_mmu_get_page:.* role=(\\d+) ");
  private static final long LINES = 400_000;

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00003714, 0x00003713, 0x00003513, 0x00003612, 0x00003711, 0x00003391, 0x00002702,
        0x00002722, 0x00002742, 0x00002762, 0x00002701, 0x00002721, 0x00002791, 0x000027b1,
        0x00003712, 0x00003611, 0x00000792, 0x01003714, 0x00020714, 0x00030714, 0x00020715,
        0x00020711, 0x00030113, 0x00030591, 0x0000d714, 0x00000702, 0x00000762, 0x00023714,
        0x00025714, 0x00010794, 0x00000795
      })
  void wordsOfTheSpecificationArePossible(int word) {
    assertThat(PageRule.brokenBy(word)).as("0x%08x", word).isEmpty();
  }

  @Test
  void anUnknownBitBreaksNoRule() {
    assertThat(PageRule.brokenBy(0x00006714)).isPresent();
    assertThat(PageRule.brokenBy(0x00006714, PageRoleBits.CR0_WP_MASK)).isEmpty();
  }

  @Test
  void everyWordOfTheTracesOf514IsPossible() throws IOException {
    Set<Integer> words = words(TRACES.resolve("5.14.2"));
    assertThat(words).hasSizeGreaterThan(100);
    assertThat(words).allSatisfy(word -> assertThat(PageRule.brokenBy(word)).isEmpty());
  }

  @Test
  void aTraceOfAnotherLayoutIsNoticed() throws IOException {
    Set<Integer> words = words(TRACES.resolve("6.1.0"));
    assertThat(words).anySatisfy(word -> assertThat(PageRule.brokenBy(word)).isPresent());
  }

  private static Set<Integer> words(Path folder) throws IOException {
    assumeTrue(Files.isDirectory(folder), "traces are absent: " + folder);
    Set<Integer> words = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.rawfields.txt.gz")) {
      for (Path file : files) {
        try (BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)),
                    StandardCharsets.ISO_8859_1))) {
          reader
              .lines()
              .limit(LINES)
              .filter(line -> line.contains("kvm_mmu_get_page"))
              .map(ROLE::matcher)
              .filter(Matcher::find)
              .forEach(m -> words.add((int) Long.parseLong(m.group(1))));
        }
      }
    }
    return words;
  }
}
