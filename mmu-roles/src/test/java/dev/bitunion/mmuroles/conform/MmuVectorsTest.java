package dev.bitunion.mmuroles.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Permissions, reserved bits and walks against what the kernel's own functions computed. */
class MmuVectorsTest {
  private static final Path SHARED = Path.of("..", "..", "shared", "data", "kvm514");

  private static String extract(String name) throws IOException {
    try (InputStream in = MmuVectorsTest.class.getResourceAsStream("/conform/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Tally check(String kind, BufferedReader reader) throws IOException {
    DataLines lines = new DataLines(reader);
    ConformKind found = ConformKinds.of(lines.sample("unnamed")).orElseThrow();
    assertThat(found.name()).isEqualTo(kind);
    Tally tally = new Tally();
    found.check(lines, tally);
    return tally;
  }

  private static Tally check(String kind, String text) throws IOException {
    return check(kind, new BufferedReader(new StringReader(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "permissions, permissions.csv, 4000",
    "rsvd, rsvd.csv, 500",
    "walks, walks.txt, 1000",
    "walks2d, walks2d.txt, 500"
  })
  void extractsAreMet(String kind, String file, long atLeast) throws IOException {
    Tally tally = check(kind, extract(file));
    assertThat(tally.mismatches()).isEmpty();
    assertThat(tally.skipped()).isZero();
    assertThat(tally.checked()).isGreaterThan(atLeast);
  }

  @ParameterizedTest
  @CsvSource({
    "permissions, permissions.csv.gz",
    "rsvd, rsvd.csv",
    "walks, walks.txt.gz",
    "walks2d, walks2d.txt.gz"
  })
  void everySharedVectorIsMet(String kind, String file) throws IOException {
    Path path = SHARED.resolve(file);
    assumeTrue(Files.exists(path), "vectors of the kernel are absent: " + path);
    try (InputStream raw = Files.newInputStream(path);
        InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Tally tally = check(kind, reader);
      assertThat(tally.mismatches()).isEmpty();
      assertThat(tally.clean()).isTrue();
    }
  }

  /** One changed digit is one mismatch, or the check is worth nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "rsvd; E,36,0,ffff000000000; E,36,0,ffff000000001",
        "rsvd; ff545454ffff5454; ff545454ffff5456",
        "permissions; C,0,0,0,0,0,0,0,00000f3f; C,0,0,0,0,0,0,0,01000f3f",
      })
  void aChangedVectorIsNoticed(String kind, String is, String becomes) throws IOException {
    String text = extract(kind + ".csv");
    assertThat(text).contains(is);
    int at = text.indexOf(is);
    String changed = text.substring(0, at) + becomes + text.substring(at + is.length());
    assertThat(check(kind, changed).mismatched()).isEqualTo(1);
  }

  @Test
  void aWalkThatShouldHaveFaultedIsNoticed() throws IOException {
    String tables = "T,L4,2,46,1000,0,0,1000:2027 2000:3027 3000:4027 4000:5067\n";
    String right = "A,0,0,0,0,-,1,0,1,5,7,7777,-,-\n";
    assertThat(check("walks", tables + right).mismatches()).isEmpty();
    String wrong = "A,0,0,0,0,-,0,1,1,-,-,-,-,-\n";
    assertThat(check("walks", tables + wrong).mismatches())
        .extracting(Mismatch::what)
        .containsExactly("res", "err");
    String writes = "A,2,0,0,0,-,1,0,1,5,7,7777,4000:5027,-\n";
    assertThat(check("walks", tables + writes).mismatches())
        .extracting(Mismatch::what)
        .containsExactly("entry written at 0x4000", "entries written");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "T,L9,2,46,1000,0,0,-; line 1: mode 'L9' is not 32, PAE, L4 or L5",
        "T,L4,2,99,1000,0,0,-; line 1: maxphyaddr 99 is not within 32 to 52",
        "T,L4,2,46,1000,0,0,1000; line 1: '1000' is not gpa:value",
        "C,0,0,2,0,0,0,0,00,0; line 1: wp is 2, not 0 or 1",
        "C,0,0,0,0,0,0,0,00,0; line 1: '00' is not 16 bytes in hex",
        "F,0,0,0,0,0,00; line 1: no C row with cfg 0 comes before",
        "'H,1:1 1:0,0000dd00'; line 1: 2 states but 1 masks",
        "'H,2:1,0000dd00'; 'line 1: state ''2:1'' is not PKE:WP, each 0 or 1'",
      })
  void malformedRowsAreNamed(String row, String message) {
    Assertions.assertThatExceptionOfType(MalformedRowException.class)
        .isThrownBy(
            () -> {
              DataLines lines = new DataLines(new BufferedReader(new StringReader(row)));
              ConformKinds.of(lines.sample("unnamed")).orElseThrow().check(lines, new Tally());
            })
        .withMessage(message);
  }
}
