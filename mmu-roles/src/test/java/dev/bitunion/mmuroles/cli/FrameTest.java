package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
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
        "decode --kernel abc 1 | 'abc' is not a kernel version; write it as 5.14 or 2.6.32",
        "role --kernel 6.2 --mmu tdp --cr0 PG | mmu-roles role: --kernel: the roles of Linux 6.2 are not modelled; modelled are 5.14 and 6.1",
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
    Path zip = Files.write(folder.resolve("zip"), new byte[] {'P', 'K', 3, 4});
    Path bzip2 = Files.write(folder.resolve("bzip2"), new byte[] {'B', 'Z', 'h', '9'});
    Path zstd =
        Files.write(folder.resolve("zstd"), new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd});
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
            zip.toString(),
            bzip2.toString(),
            zstd.toString(),
            "a\0b",
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
            "mmu-roles conform: " + zip + ": packed with zip; unpack it first (or use gzip)",
            "mmu-roles conform: " + bzip2 + ": packed with bzip2; unpack it first (or use gzip)",
            "mmu-roles conform: " + zstd + ": packed with zstd; unpack it first (or use gzip)",
            "mmu-roles conform: a\0b: not a file name",
            "mmu-roles conform: " + bad + ": broken gzip: Unsupported compression method");
    assertThat(run.out()).isEqualTo(good + ": 2 rows, 2 checked, 0 mismatched, 0 skipped\n");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void aSurpriseIsOneLineToo() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    assertThat(Cli.run(Session.plain(null, stream, stream), "decode", "-")).isEqualTo(3);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("mmu-roles decode: internal error, please report it: java.lang.NullPointer")
        .hasLineCount(1);
  }

  @Test
  void boldOnlyOnATerminal() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Session terminal = new Session(null, nowhere, nowhere, true, true);
    assertThat(terminal.bold("x")).isEqualTo("\u001b[1mx\u001b[0m");
    assertThat(Session.plain(null, nowhere, nowhere).bold("x")).isEqualTo("x");
  }

  @Test
  void progressIsShownOnceARunIsLongAndThenCleared() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    long[] clock = {0};
    Session terminal = new Session(null, err, err, false, true);
    try (Progress progress = new Progress(terminal, "a", () -> clock[0])) {
      progress.at(1, "rows");
      clock[0] = 1_000_000_000;
      progress.at(20, "rows");
      progress.at(21, "rows");
      clock[0] = 1_200_000_000;
      progress.at(3, "rows");
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("\ra: 20 rows\ra: 3 rows \r          \r");
    bytes.reset();
    try (Progress progress = new Progress(Session.plain(null, err, err), "a", () -> clock[0])) {
      clock[0] *= 2;
      progress.at(1, "rows");
    }
    assertThat(bytes.size()).isZero();
  }

  @Test
  void aFullDiskIsAnErrorAndAGoneReaderIsNot() {
    assertThat(writeTo("No space left on device"))
        .isEqualTo("3 mmu-roles: the output could not be written: No space left on device\n");
    assertThat(writeTo("Broken pipe")).isEqualTo("1 ");
  }

  private static String writeTo(String trouble) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(trouble);
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputWatch watch = new OutputWatch(broken);
    PrintStream out = new PrintStream(watch, false, StandardCharsets.UTF_8);
    out.print("answer");
    out.flush();
    int exitCode = watch.exitCode(1, new PrintStream(err, true, StandardCharsets.UTF_8));
    return exitCode + " " + err.toString(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
