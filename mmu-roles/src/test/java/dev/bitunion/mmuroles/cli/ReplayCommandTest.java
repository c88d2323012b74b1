package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayCommandTest {
  private static final String EXTRACT = Path.of("traces", "npt0-modes-head.txt.gz").toString();

  private static final String PREFIX = "minivmm-640 [000] 15.1: ";
  private static final String NEW =
      PREFIX
          + "kvm_mmu_get_page: mmu_valid_gen=0 gfn=512 role=1809 root_count=0 unsync=0 created=1\n";
  private static final String ZAP =
      PREFIX + "kvm_mmu_prepare_zap_page: mmu_valid_gen=0 gfn=9 role=1809 root_count=0 unsync=0\n";

  @TempDir private Path folder;

  private String out;
  private String err;

  private int run(InputStream in, String... args) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    Session session =
        Session.plain(
            in,
            new PrintStream(outBytes, true, StandardCharsets.UTF_8),
            new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    int code = Cli.run(session, args);
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  private int run(String... args) {
    return run(InputStream.nullInputStream(), args);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static byte[] extract() throws IOException {
    return Files.readAllBytes(Path.of(EXTRACT));
  }

  @Test
  void theExtractIsFine() {
    assertThat(run("replay", EXTRACT)).isEqualTo(ExitCode.FINE);
    assertThat(err).isEmpty();
    assertThat(out)
        .startsWith(EXTRACT + ": 8996 lines, 8995 events, 320 of them about pages\n")
        .contains("  start      from nothing: a vCPU is created before the first page\n")
        .contains("  pages      98 new, 119 existing, 32 zapped, 38 unsynced, 33 synced\n")
        .contains("  identity   0 violations\n")
        .contains("  roles      34 distinct; at most 13 live pages of one gfn (gfn 0x200)\n")
        .contains("  gfn_track  peak 12 (gfn 0x200)\n")
        .contains("  unknown    0 lines\n")
        .contains("  walks      589 checked, 589 agree, 0 disagree, 0 undecidable\n")
        .contains("  prediction 217 checked, 217 agree, 0 disagree, 0 undecidable\n")
        .contains("  reconfig   15 checked, 15 agree, 0 disagree, 0 undecidable\n")
        .contains("  reuse      20 checked, 20 agree, 0 disagree, 0 undecidable\n")
        .contains("  tracking   48 checked, 48 agree, 0 disagree, 0 undecidable\n")
        .contains("         4        8  0x00000792  ");
  }

  @Test
  void jsonHasTheKeysThatAreNeverRenamed() {
    assertThat(run("replay", "--format", "json", EXTRACT)).isEqualTo(ExitCode.FINE);
    assertThat(out)
        .contains(
            "\"new\":98,\"existing\":119,\"sync\":33,\"unsync\":38,\"zap\":32,\"violations\":0,"
                + "\"violation_list\":[],\"learned\":0,\"lost\":0,\"distinct_roles\":34,"
                + "\"max_roles_per_gfn\":13,\"gfn_track_peak\":12,\"unknown_lines\":0,")
        .contains(
            "\"walks\":{\"checked\":589,\"agree\":589,\"disagree\":0,\"undecidable\":0,"
                + "\"reasons\":{}},\"roles\":{\"checked\":217,\"agree\":217,")
        .contains("\"reconfigurations\":{\"checked\":15,")
        .contains("\"reuse\":{\"checked\":20,")
        .contains("\"gfn_track\":{\"checked\":48,")
        .contains("\"disagreements\":[]}");
  }

  @Test
  void csvHasAHeaderAndARowAFile() {
    assertThat(run("replay", "--format", "csv", EXTRACT, EXTRACT)).isEqualTo(ExitCode.FINE);
    String row = EXTRACT + ",98,119,33,38,32,0,0,0,34,13,12,0\n";
    assertThat(out).isEqualTo(ReplayPrinter.CSV_HEADER + "\n" + row + row);
  }

  @Test
  void standardInputIsReadPackedAndUnpacked() throws IOException {
    byte[] text = new GZIPInputStream(new ByteArrayInputStream(extract())).readAllBytes();
    assertThat(run(new ByteArrayInputStream(extract()), "replay", "-")).isEqualTo(ExitCode.FINE);
    String packed = out;
    assertThat(run(new ByteArrayInputStream(text), "replay", "-")).isEqualTo(ExitCode.FINE);
    assertThat(out).isEqualTo(packed).startsWith("-: 8996 lines");
  }

  @Test
  void aViolationIsReportedWithItsLine() throws IOException {
    String trace = file("t.txt", NEW + ZAP + NEW);
    assertThat(run("replay", "--start", "nothing", trace)).isEqualTo(ExitCode.FOUND);
    assertThat(out)
        .contains("  identity   2 violations\n")
        .contains(
            "  line 2: gfn 0x9 role 0x00000711: zapped although no page of this gfn and role is"
                + " left to zap\n")
        .contains(
            "  line 3: gfn 0x200 role 0x00000711: created although a page of this gfn and role is"
                + " live (last seen in line 1)\n");
    assertThat(run("replay", "--start", "nothing", "--format", "json", trace))
        .isEqualTo(ExitCode.FOUND);
    assertThat(out)
        .contains(
            "{\"line\":3,\"kind\":\"created\",\"gfn\":\"0x200\",\"role\":\"0x00000711\","
                + "\"earlier_line\":1,");
  }

  @Test
  void onlyTheFirstViolationsArePrintedAsText() throws IOException {
    String trace = file("t.txt", NEW + ZAP + NEW.repeat(40));
    assertThat(run("replay", trace)).isEqualTo(ExitCode.FOUND);
    assertThat(out).contains("  ... 20 more; --format json lists them\n");
  }

  @Test
  void midLifeAndCutLinesAreSaid() throws IOException {
    String trace = file("t.txt", NEW + ZAP + NEW.substring(0, 60));
    assertThat(run("replay", trace)).isEqualTo(ExitCode.FINE);
    assertThat(out)
        .contains("start      mid-life: the first page is not the root of a vCPU after reset\n")
        .contains("identity   0 violations, 1 page learned\n")
        .contains("unknown    1 line, the first is 3; the last line is cut in the middle\n");
  }

  @Test
  void whatExplainsAViolationIsShown() throws IOException {
    String trace = file("t.txt", NEW + ZAP + NEW);
    assertThat(run("replay", "--start", "nothing", "--around", "3", trace))
        .isEqualTo(ExitCode.FOUND);
    assertThat(out)
        .isEqualTo(
            trace
                + ": gfn 0x200 (512) around line 3\n"
                + "           1  new       0x00000711 level=1 gpte_is_8_bytes quadrant=0 access=7"
                + " smm=0  gen 0 root 0 sync\n"
                + ">          3  new       0x00000711 level=1 gpte_is_8_bytes quadrant=0 access=7"
                + " smm=0  gen 0 root 0 sync\n"
                + "              ^ created although a page of this gfn and role is live (last seen"
                + " in line 1)\n");
    assertThat(run("replay", "--gfn", "9", trace)).isEqualTo(ExitCode.FOUND);
    assertThat(out).contains("gfn 0x9 (9)\n").contains("  2  zap");
    assertThat(run("replay", "--gfn", "0xabc", trace)).isEqualTo(ExitCode.FOUND);
    assertThat(out).contains("  no page event of this gfn\n");
  }

  @Test
  void anExplanationOfALongHistoryIsShort() {
    assertThat(run("replay", "--around", "8000", EXTRACT)).isEqualTo(ExitCode.USAGE);
    assertThat(run("replay", "--gfn", "512", EXTRACT)).isEqualTo(ExitCode.FINE);
    String[] all = out.split("\n");
    String last = all[all.length - 10].strip().split(" ")[0];
    assertThat(run("replay", "--around", last, EXTRACT)).isEqualTo(ExitCode.FINE);
    assertThat(out).contains(" earlier events\n").contains("\n> ");
    assertThat(out.split("\n").length).isLessThan(30);
  }

  @Test
  void anotherKernelsWordsAreNoticed() throws IOException {
    String trace =
        file("t.txt", NEW.replace("role=1809", "role=14212") + NEW.replace("1809", "14211"));
    assertThat(run("replay", trace)).isEqualTo(ExitCode.FINE);
    assertThat(err)
        .isEqualTo(
            "note: "
                + trace
                + ": the role words fit Linux 6.1 better than 5.14 (bit 4 is inverted there);"
                + " identity is judged all the same, verdicts are not made; --kernel 6.1 reads it"
                + " so\n");
    assertThat(out)
        .contains("  verdicts   none: they are made for --kernel 5.14 and --kernel 6.1;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--start sideways x | --start: 'sideways' is none of auto, nothing, mid-life",
        "--gfn 1 --around 1 x | --gfn and --around exclude each other",
        "--gfn 1 --format json x | --gfn and --around print text; leave --format out",
        "--around 1 - | --around reads the trace twice: name a file instead of -",
        "--npt 2 x | --npt: '2' is neither 0 nor 1",
        "--maxphyaddr 64 x | --maxphyaddr: 64 is not within 32 to 52",
        "--vm one x | Invalid value for option '--vm' (PID,...): 'one' is not an int",
        "--around one x | Invalid value for option '--around': 'one' is not a long",
        "'' | Missing required parameter: 'TRACE'",
        "--kernel 9.1 x | --kernel: the layout of Linux 9.1 is not known; known are 2.6.20 to 7.2",
        "--kernel six x | --kernel: 'six' is not a kernel version; write it as 5.14 or 2.6.32",
      })
  void aWrongCommandLineIsOneLine(String args, String message) {
    String[] words = args.isBlank() ? new String[0] : args.split(" ");
    String[] all = new String[words.length + 1];
    all[0] = "replay";
    System.arraycopy(words, 0, all, 1, words.length);
    assertThat(run(all)).isEqualTo(ExitCode.USAGE);
    assertThat(err).startsWith("mmu-roles replay: " + message);
    assertThat(err.lines()).hasSize(1);
    assertThat(out).isEmpty();
  }

  @Test
  void aGfnOrLineThatIsNoneIsOneLine() throws IOException {
    String trace = file("t.txt", NEW);
    assertThat(run("replay", "--gfn", "0xxyz", trace)).isEqualTo(ExitCode.USAGE);
    assertThat(err)
        .isEqualTo("mmu-roles replay: --gfn: '0xxyz' is no number; write 0x200 or 512\n");
    assertThat(run("replay", "--around", "2", trace)).isEqualTo(ExitCode.USAGE);
    assertThat(err)
        .isEqualTo("mmu-roles replay: --around: line 2 of " + trace + " is no page event\n");
  }

  @Test
  void anInputThatIsNoTraceIsOneLineAndTheOthersAreReplayed() throws IOException {
    String noEvent = file("notes.txt", "just\nsome text\n");
    String missing = folder.resolve("missing").toString();
    String binary = folder.resolve("binary").toString();
    Files.write(Path.of(binary), new byte[] {1, 0, 2, 0});
    int code =
        run(
            "replay",
            "--format",
            "csv",
            missing,
            folder.toString(),
            file("empty", ""),
            binary,
            noEvent,
            EXTRACT);
    assertThat(code).isEqualTo(ExitCode.INPUT);
    assertThat(err.lines()).hasSize(5);
    assertThat(err)
        .contains(missing)
        .contains("is a directory")
        .contains("empty")
        .contains("binary")
        .contains(
            noEvent
                + ": no event of KVM's MMU in it; record with 'trace-cmd record -e kvmmmu' and"
                + " convert with 'trace-cmd report -R'")
        .doesNotContain("\tat ");
    assertThat(out.lines()).hasSize(2);
  }

  @Test
  void aDisagreementIsReportedWithWhatWouldExplainIt() throws IOException {
    String text =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(extract())).readAllBytes(),
            StandardCharsets.ISO_8859_1);
    int paging = text.indexOf("MARK WP=1 cr0");
    int role = text.indexOf("role=9985 root_count=0 unsync=0 created=1", paging);
    String trace =
        file("t.txt", text.substring(0, role) + text.substring(role).replaceFirst("9985", "1793"));
    assertThat(run("replay", trace)).isEqualTo(ExitCode.FOUND);
    assertThat(out)
        .contains(
            ": roles: expected role 0x00002701, seen role 0x00000701; all agree if CR0.WP were 0\n");
    assertThat(run("replay", "--format", "json", trace)).isEqualTo(ExitCode.FOUND);
    assertThat(out)
        .contains(
            "\"expected\":\"role 0x00002701\",\"seen\":\"role 0x00000701\",\"hint\":\"all agree");
  }

  @Test
  void oneOfSeveralVmsIsPickedByItsThreads() throws IOException {
    String other = NEW.replace("minivmm-640", "minivmm-700");
    String trace = file("t.txt", NEW + other + ZAP);
    assertThat(run("replay", "--start", "nothing", trace)).isEqualTo(ExitCode.FOUND);
    assertThat(run("replay", "--format", "csv", "--vm", "700,701", trace)).isEqualTo(ExitCode.FINE);
    assertThat(out).endsWith(trace + ",1,0,0,0,0,0,0,0,1,1,0,0\n");
    assertThat(err).isEmpty();
  }

  @Test
  void threadsThatDidNothingAreNamed() throws IOException {
    String trace = file("t.txt", NEW + ZAP);
    assertThat(run("replay", "--vm", "701,700", trace)).isEqualTo(ExitCode.FINE);
    assertThat(err)
        .isEqualTo(
            "note: "
                + trace
                + ": thread 700, 701 has none of the 2 page events; --vm takes the threads of one"
                + " VM\n");
  }

  @Test
  void withoutRegistersThereIsNoVerdict() throws IOException {
    assertThat(run("replay", file("t.txt", NEW))).isEqualTo(ExitCode.FINE);
    assertThat(out).contains("  verdicts   none: the trace shows no registers\n");
    String later =
        PREFIX + "init_mmu: role=0x0 rootrole=0x0 cr0=0x10 cr3=0x0 cr4=0x0 efer=0x0 hflags=0x1\n";
    assertThat(run("replay", file("t.txt", later + NEW))).isEqualTo(ExitCode.FINE);
    assertThat(out).contains("  verdicts   none: the probes are of a later kernel than 5.14\n");
  }

  @Test
  void thePluginsTextDrawsANote() throws IOException {
    String trace =
        file("t.txt", PREFIX + "kvm_mmu_get_page: new sp gfn 1 2 q0 wux pae nxe wp root 0 sync\n");
    assertThat(run("replay", trace)).isEqualTo(ExitCode.FINE);
    assertThat(err)
        .isEqualTo(
            "note: "
                + trace
                + ": 1 page events are formatted by trace-cmd's kvm plug-in, whose layout of the"
                + " role is stale (no ad_disabled, no guest_mode) and whose zaps have no gfn: roles"
                + " are predicted, identity and gfn_track not judged; report"
                + " with -R\n");
  }

  @Test
  void aTraceDatThatCannotBeReadIsOneLine() throws IOException {
    Path dat = folder.resolve("trace.dat");
    byte[] head = {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g', '5', 0, 0, 8, 0, 16, 0, 0};
    Files.write(dat, head);
    assertThat(run("replay", dat.toString())).isEqualTo(ExitCode.INPUT);
    assertThat(err)
        .isEqualTo(
            "mmu-roles replay: "
                + dat
                + ": cannot be read: a trace.dat of version 5; convert it with 'trace-cmd report -R"
                + " FILE > trace.txt'\n");
    assertThat(out).isEmpty();
  }

  @Test
  void aCutArchiveIsReplayedAsFarAsItGoes() throws IOException {
    Path cut = folder.resolve("cut.gz");
    Files.write(cut, Arrays.copyOf(extract(), 40_000));
    assertThat(run("replay", "--format", "csv", cut.toString())).isEqualTo(ExitCode.INPUT);
    assertThat(err).matches("mmu-roles replay: .*cut.gz: cut gzip: it ends after line \\d+\n");
    assertThat(out.lines()).hasSize(2);
  }
}
