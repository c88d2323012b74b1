package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every command does alike: help, version, errors of the command line, inputs. */
class FrameTest {
  private static final String VECTORS = "max_tdp_level,maxphyaddr,level\n5,52,5\n5,48,4\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| mmu-roles: a command is missing; see 'mmu-roles --help'",
        "foo | mmu-roles: 'foo' is no command; there are decode, encode, role, transition",
        "--foo | mmu-roles: Unknown option: '--foo'; see 'mmu-roles --help'",
        "decode | mmu-roles decode: Missing required parameter: 'WORD'; see 'mmu-roles decode --help'",
        "decode --foo 1 | mmu-roles decode: Unknown option: '--foo'; see",
        "decode --format | mmu-roles decode: Missing required parameter for option '--format' (FORMAT)",
        "decode --format xml 1 | mmu-roles decode: Invalid value for option '--format': 'xml' is none of text, json, csv; see",
        "decode --hex --hex 1 | mmu-roles decode: option '--hex' should be specified only once; see",
        "decode --kernel abc 1 | 'abc' is not a kernel version; write it as 5.14 or 5.14.2; see",
        "decode --kernel 6.1 1 | mmu-roles decode: --kernel: the roles of Linux 6.1 are not modelled; modelled is 5.14",
        "decode @words | mmu-roles decode: '@words' is no word; write hex as 0x3714, or decimal as 14100",
        "role --mmu foo | Invalid value for option '--mmu': 'foo' is none of shadow, tdp, npt, ept, nested; see",
        "role --mmu tdp x | mmu-roles role: Unmatched argument at index 3: 'x'; see 'mmu-roles role --help'",
      })
  void aWrongCommandLineIsOneLine(String line, String message) {
    CommandRun run = CommandRun.of(line == null ? new String[0] : line.split(" "));
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"decode", "encode", "role", "transition", "conform"})
  void helpHasExamples(String command) {
    CommandRun run = CommandRun.of(command, "--help");
    assertThat(run.out()).contains("Usage: mmu-roles " + command, "Examples:", "--format");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void topHelpListsCommandsAndExitCodes() {
    assertThat(CommandRun.of("--help").out())
        .contains("decode", "encode", "role", "transition", "conform", "Exit codes: 0 fine");
  }

  @Test
  void versionNamesTheKernel() {
    CommandRun run = CommandRun.of("--version");
    assertThat(run.out()).startsWith("mmu-roles ").contains("roles of Linux 5.14");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void gzipAndStandardInputAreReadAsIs() throws IOException {
    Path plain = Files.writeString(folder.resolve("a.csv"), VECTORS);
    Path packed = Files.write(folder.resolve("packed"), gzip(VECTORS));
    String counts = ": 2 rows, 2 checked, 0 mismatched, 0 skipped\n";
    assertThat(CommandRun.of("conform", plain.toString(), packed.toString()).out())
        .isEqualTo(plain + counts + packed + counts);
    assertThat(CommandRun.withInput(VECTORS, "conform", "-").out()).isEqualTo("-" + counts);
    assertThat(CommandRun.withInput(gzip(VECTORS), "conform", "-").out()).isEqualTo("-" + counts);
  }

  @Test
  void whatCannotBeReadIsNamedAndTheRestIsDone() throws IOException {
    Path good = Files.writeString(folder.resolve("good.csv"), VECTORS);
    byte[] gzip = gzip(VECTORS + "5,48,4\n".repeat(50_000));
    Path empty = Files.createFile(folder.resolve("empty"));
    Path emptyGzip = Files.write(folder.resolve("empty.gz"), gzip(""));
    Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(gzip, gzip.length / 2));
    Path binary = Files.write(folder.resolve("binary"), new byte[] {1, 0, 2, 3});
    Path xz = Files.write(folder.resolve("xz"), new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0});
    Path bad =
        Files.write(
            folder.resolve("bad.gz"), new byte[] {0x1f, (byte) 0x8b, 99, 0, 0, 0, 0, 0, 0, 0});
    CommandRun run =
        CommandRun.of(
            "conform",
            folder.resolve("missing").toString(),
            folder.toString(),
            empty.toString(),
            emptyGzip.toString(),
            cut.toString(),
            binary.toString(),
            xz.toString(),
            bad.toString(),
            good.toString());
    assertThat(run.err().lines())
        .containsExactly(
            "mmu-roles conform: " + folder.resolve("missing") + ": no such file",
            "mmu-roles conform: " + folder + ": is a directory; name the files in it",
            "mmu-roles conform: " + empty + ": empty",
            "mmu-roles conform: " + emptyGzip + ": empty",
            "mmu-roles conform: " + cut + ": cut gzip: it ends before its data do",
            "mmu-roles conform: " + binary + ": binary, not text",
            "mmu-roles conform: " + xz + ": packed with xz; unpack it first (or use gzip)",
            "mmu-roles conform: " + bad + ": broken gzip: Unsupported compression method");
    assertThat(run.out()).isEqualTo(good + ": 2 rows, 2 checked, 0 mismatched, 0 skipped\n");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
