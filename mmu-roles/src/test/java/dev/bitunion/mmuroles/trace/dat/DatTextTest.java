package dev.bitunion.mmuroles.trace.dat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bitunion.mmuroles.trace.Replay;
import dev.bitunion.mmuroles.trace.ReplayOptions;
import dev.bitunion.mmuroles.trace.ReplayReport;
import dev.bitunion.mmuroles.trace.TraceLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatTextTest {
  private static byte[][] twoCpus() {
    byte[] first =
        new DatWriter.Page(1_000_000_000)
            .zap(500, 640, 0x200, 0x711)
            .discarded(16)
            .pause(3_000_000_000L)
            .print(1, "MARK x cr0=11 cr3=0 cr4=0 efer=0")
            .end();
    byte[] second =
        new DatWriter.Page(2_000_000_000)
            .missed(34)
            .zap(0, 641, 0xf_ffff_ffff_ffffL, 0xff000791)
            .end();
    return new byte[][] {first, second};
  }

  private static final String EXPECTED =
      "task-640 [0] 1.000000500: kvm_mmu_prepare_zap_page: mmu_valid_gen=0 gfn=512 role=1809"
          + " root_count=0 unsync=0\n"
          + "CPU:1 [34 EVENTS DROPPED]\n"
          + "task-641 [1] 2.000000000: kvm_mmu_prepare_zap_page: mmu_valid_gen=0"
          + " gfn=4503599627370495 role=4278192017 root_count=0 unsync=0\n"
          + "task-0 [0] 4.000000502: print: ip=0 buf=MARK x cr0=11 cr3=0 cr4=0 efer=0\n";

  private static String text(byte[] file) throws IOException {
    try (InputStream in = DatText.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void versions6And7AreMergedByTime() throws IOException {
    assertThat(text(DatWriter.version6(twoCpus()))).isEqualTo(EXPECTED);
    assertThat(text(DatWriter.version7("none", twoCpus()))).isEqualTo(EXPECTED);
    assertThat(text(DatWriter.version7("", twoCpus()))).isEqualTo(EXPECTED);
  }

  @Test
  void aFileIsReadPageByPage(@TempDir Path folder) throws IOException {
    byte[][] pages = new byte[2][];
    StringBuilder expected = new StringBuilder();
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    for (int i = 0; i < 100; i++) {
      many.writeBytes(new DatWriter.Page(1_000 + i).zap(0, 640, i, 0x711).end());
      expected.append("gfn=").append(i).append(' ');
    }
    pages[0] = many.toByteArray();
    pages[1] = new DatWriter.Page(9_000).zap(0, 641, 100, 0x711).end();
    expected.append("gfn=100 ");
    Path file = Files.write(folder.resolve("trace.dat"), DatWriter.version6(pages));
    try (InputStream in = DatText.open(FileChannel.open(file))) {
      String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(text.replaceAll("(?s)[^\\n]*(gfn=\\d+ )[^\\n]*\\n", "$1"))
          .isEqualTo(expected.toString());
    }
    Files.delete(file);
  }

  @Test
  void bufferInstancesAreNamed() throws IOException {
    byte[] file = DatWriter.version6WithInstance("foo", twoCpus());
    assertThat(DatText.open(file).instances()).containsExactly("foo");
    assertThat(text(file)).isEqualTo(EXPECTED);
    assertThat(DatText.open(DatWriter.version6(twoCpus())).instances()).isEmpty();
    assertThatThrownBy(() -> DatText.open(DatWriter.version6WithInstance("foo")))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "a trace.dat whose events are in buffer instances only: foo; convert it with"
                + " 'trace-cmd report -R FILE > trace.txt'");
  }

  @Test
  void anUncountedGapIsAGap() throws IOException {
    byte[] page = new DatWriter.Page(1).missed(0).zap(0, 1, 1, 0x711).end();
    assertThat(text(DatWriter.version6(page))).startsWith("CPU:0 [EVENTS DROPPED]\n");
  }

  @ParameterizedTest
  @CsvSource({
    "5, 0, a trace.dat of version 5",
    "6, 1, a trace.dat of a big-endian machine",
  })
  void whatIsNotReadSaysHowToConvertIt(String version, int endian, String message) {
    assertThatThrownBy(() -> DatText.open(DatWriter.otherVersion(version, endian)))
        .isInstanceOf(IOException.class)
        .hasMessage(message + "; convert it with 'trace-cmd report -R FILE > trace.txt'");
  }

  @Test
  void anotherCompressionSaysHowToConvertIt() {
    assertThatThrownBy(() -> DatText.open(DatWriter.version7("zlib", twoCpus())))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "a trace.dat compressed with zlib; convert it with"
                + " 'trace-cmd report -R FILE > trace.txt'");
  }

  @Test
  void aCutOrDamagedFileIsAnErrorAndNothingWorse() {
    Random random = new Random(67);
    for (byte[] file :
        new byte[][] {DatWriter.version6(twoCpus()), DatWriter.version7("none", twoCpus())}) {
      for (int length = 10; length < 700; length += 3) {
        byte[] cut = Arrays.copyOf(file, length);
        assertThatThrownBy(() -> text(cut)).isInstanceOf(IOException.class);
      }
      for (int round = 0; round < 500; round++) {
        byte[] damaged = file.clone();
        damaged[10 + random.nextInt(damaged.length - 10)] = (byte) random.nextInt(256);
        try {
          assertThat(text(damaged)).isNotNull();
        } catch (IOException e) {
          assertThat(e.getMessage()).isNotEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.14.2/npt0-modes", "5.14.2/npt0-svm", "6.1.0/npt0-modes"})
  void aRecordedFileHoldsWhatItsRawReportHolds(String name) throws IOException {
    Path dat = TraceLines.shared(name + ".dat.gz");
    Path raw = TraceLines.shared(name + ".rawfields.txt.gz");
    assumeTrue(Files.exists(dat) && Files.exists(raw), "no shared test data: " + name);
    ReplayReport ofDat;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(dat))) {
      ofDat = Replay.run(DatText.open(in.readAllBytes()), ReplayOptions.NONE);
    }
    ReplayReport ofRaw = TraceLines.replay(TraceLines.of(raw), null);
    assertThat(ofDat.events()).isEqualTo(ofRaw.events());
    assertThat(ofDat.pageEvents()).isEqualTo(ofRaw.pageEvents());
    assertThat(ofDat.roles()).isEqualTo(ofRaw.roles());
    assertThat(ofDat.zap()).isEqualTo(ofRaw.zap());
    assertThat(ofDat.gfnTrackPeak()).isEqualTo(ofRaw.gfnTrackPeak());
    assertThat(ofDat.unknownLines()).isZero();
    assertThat(ofDat.violations()).isZero();
  }
}
