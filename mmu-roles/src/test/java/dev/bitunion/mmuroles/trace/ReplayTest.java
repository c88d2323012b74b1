package dev.bitunion.mmuroles.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.profile.RoleProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTest {
  private static final Pattern ROLE = Pattern.compile("kvm_mmu_get_page.* role=(\\d+)");

  private static long grep(List<String> lines, String... words) {
    return lines.stream().filter(line -> List.of(words).stream().allMatch(line::contains)).count();
  }

  private static void assertCounts(ReplayReport report, List<String> lines) {
    assertThat(report.lines()).isEqualTo(lines.size());
    assertThat(report.created())
        .isEqualTo(grep(lines, "kvm_mmu_get_page:", "created=1") + grep(lines, "sync new"));
    assertThat(report.existing())
        .isEqualTo(grep(lines, "kvm_mmu_get_page:", "created=0") + grep(lines, "sync existing"));
    assertThat(report.sync()).isEqualTo(grep(lines, "kvm_mmu_sync_page:"));
    assertThat(report.unsync()).isEqualTo(grep(lines, "kvm_mmu_unsync_page:"));
    assertThat(report.zap()).isEqualTo(grep(lines, "kvm_mmu_prepare_zap_page:"));
    assertThat(report.unknownLines()).isZero();
    assertThat(report.violationList()).isEmpty();
    assertThat(report.violations()).isZero();
    assertThat(report.learned()).isZero();
    assertThat(report.lost()).isZero();
    assertThat(report.fromNothing()).isTrue();
  }

  /** Values measured by other programs: distinct roles, most live pages of a gfn, gfn_track. */
  @ParameterizedTest
  @CsvSource({
    "5.14.2/npt0-modes.rawfields.txt.gz, 130, 19, 12",
    "5.14.2/npt0-fuzz32.rawfields.txt.gz, 62, 21, 20",
    "5.14.2/npt0-svm.rawfields.txt.gz, 19, 6, 3",
    "5.14.2/npt1-modes.rawfields.txt.gz, 8, 8, 0",
    "5.14.2/npt1-svm_npt.rawfields.txt.gz, 32, 10, 4",
  })
  void recordedTracesHoldTheirKnownTruths(String name, int roles, int mostLive, int peak)
      throws IOException {
    Path trace = Lines.shared(name);
    assumeTrue(Files.exists(trace), "no shared test data: " + name);
    List<String> lines = Lines.lines(trace);
    ReplayReport report = Lines.replay(lines, ReplayOptions.Start.AUTO);
    assertCounts(report, lines);
    assertThat(report.roles()).hasSize(roles);
    assertThat(report.maxRolesPerGfn()).isEqualTo(mostLive);
    assertThat(report.gfnTrackPeak()).isEqualTo(peak);
    assertThat(report.layout()).isEqualTo(RoleProfiles.V5_14);
  }

  @ParameterizedTest
  @CsvSource({
    "5.14.2/npt0-modes.trace.txt.gz, true",
    "5.14.2/npt0-fuzz32.trace.txt.gz, true",
    "5.14.2/npt0-svm.head.trace.txt.gz, true",
    "5.14.2/npt1-modes.trace.txt.gz, true",
    "5.14.2/npt1-svm_npt.head.trace.txt.gz, true",
    "6.1.0/npt0-modes.trace.txt.gz, true",
    "6.1.0/npt1-svm_npt.head.trace.txt.gz, true",
    "6.1.0/npt0-modes.rawfields.txt.gz, false",
    "6.1.0/npt1-svm_npt.rawfields.txt.gz, false",
    "6.1.0/la57-npt1.rawfields.txt.gz, false",
  })
  void textAndOtherKernelsBreakNoRule(String name, boolean text) throws IOException {
    Path trace = Lines.shared(name);
    assumeTrue(Files.exists(trace), "no shared test data: " + name);
    List<String> lines = Lines.lines(trace);
    ReplayReport report = Lines.replay(lines, ReplayOptions.Start.AUTO);
    assertCounts(report, lines);
    assertThat(report.isText()).isEqualTo(text);
    if (!text) {
      assertThat(report.layout()).extracting(RoleProfile::label).isEqualTo("Linux 6.1");
    }
  }

  @Test
  void theExtractsAreReplayedAlikeFromRawFieldsAndFromText() throws IOException {
    List<String> raw = Lines.extract();
    List<String> text = Lines.resource("npt0-modes-head.ftrace.txt.gz");
    assertCounts(Lines.replay(raw, ReplayOptions.Start.AUTO), raw);
    ReplayReport ofText = Lines.replay(text, ReplayOptions.Start.AUTO);
    assertCounts(ofText, text);
    // The text has 10 more comment lines, and stops earlier.
    ReplayReport ofRaw = Lines.replay(raw.subList(0, text.size() - 10), ReplayOptions.Start.AUTO);
    assertThat(ofText.maxRolesPerGfn()).isEqualTo(ofRaw.maxRolesPerGfn()).isEqualTo(9);
    assertThat(ofText.gfnTrackPeak()).isEqualTo(ofRaw.gfnTrackPeak()).isEqualTo(8);
    assertThat(ofText.created()).isEqualTo(ofRaw.created());
  }

  @Test
  void aFlippedBitInANewPageIsReportedIfThePageIsSeenAgain() throws IOException {
    List<String> pages =
        Lines.extract().stream()
            .filter(line -> line.contains("_page:"))
            .filter(line -> line.contains("kvm_mmu_"))
            .toList();
    int reported = 0;
    int seenAgain = 0;
    for (int at = 0; at < pages.size(); at++) {
      String line = pages.get(at);
      Matcher role = ROLE.matcher(line);
      if (!line.contains("created=1") || !role.find()) {
        continue;
      }
      String page = line.replaceFirst(".*(gfn=\\d+ role=\\d+ ).*", "$1");
      boolean again =
          pages.subList(at + 1, pages.size()).stream().anyMatch(later -> later.contains(page));
      if (!again) {
        continue;
      }
      for (int bit = 0; bit < 32; bit += 3) {
        String flipped =
            Integer.toUnsignedString(Integer.parseInt(role.group(1)) ^ Integer.rotateLeft(1, bit));
        seenAgain++;
        ReplayReport report =
            Lines.replay(with(pages, at, line.replace("role=" + role.group(1), "role=" + flipped)));
        reported += report.violations() > 0 ? 1 : 0;
      }
    }
    assertThat(seenAgain).isGreaterThan(500);
    assertThat(reported).isEqualTo(seenAgain);
  }

  private static List<String> with(List<String> lines, int at, String line) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(at, line);
    return changed;
  }

  @Test
  void aDroppedEventThatMakesOrMovesAPageIsReported() throws IOException {
    List<String> lines = Lines.extract();
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      if (line.contains("kvm_mmu_unsync_page") || line.contains("kvm_mmu_sync_page")) {
        int later = 0;
        String page = line.replaceFirst(".*(gfn=\\d+ role=\\d+ ).*", "$1");
        for (String other : lines.subList(at + 1, lines.size())) {
          later += other.contains(page) ? 1 : 0;
        }
        if (later > 0) {
          assertThat(Lines.replay(with(lines, at, "")).violations()).as(line).isPositive();
        }
      }
    }
  }

  @Test
  void aTraceFromMidLifeLearnsWhatItMeets() throws IOException {
    List<String> tail = Lines.extract().subList(4_000, 8_900);
    ReplayReport report = Lines.replay(tail, ReplayOptions.Start.AUTO);
    assertThat(report.fromNothing()).isFalse();
    assertThat(report.violations()).isZero();
    assertThat(report.learned()).isPositive();
    assertThat(Lines.replay(tail, ReplayOptions.Start.NOTHING).violations()).isPositive();
  }

  @Test
  void whatWasZappedBeforeTheEyesOfAMidLifeTraceIsNotLearnedAgain() throws IOException {
    List<String> lines =
        List.of(
            Lines.get(7, 0x711, false), Lines.zap(7, 0x711, 0, false), Lines.get(7, 0x711, false));
    ReplayReport report = Lines.replay(lines, ReplayOptions.Start.MID_LIFE);
    assertThat(report.learned()).isEqualTo(1);
    assertThat(report.violationList())
        .containsExactly(new Violation(3, ViolationKind.REUSED_NOT_LIVE, 7, 0x711, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "CPU:0 [LOST 34 EVENTS], 34",
    "CPU:0 [LOST EVENTS], 1",
    "CPU:3 [34 EVENTS DROPPED], 34",
    "CPU:3 [EVENTS DROPPED], 1",
  })
  void whatLostEventsMayExplainIsNoViolation(String gap, long lost) throws IOException {
    List<String> lines =
        List.of(
            Lines.get(7, 0x711, true),
            Lines.get(8, 0x711, true),
            gap,
            Lines.get(7, 0x711, true),
            Lines.get(9, 0x711, false),
            Lines.zap(8, 0x711, 0, true),
            Lines.raw("kvm_mmu_sync_page", Lines.rawPage(8, 0x711, 0, true)));
    ReplayReport report = Lines.replay(lines);
    assertThat(report.violations()).isZero();
    assertThat(report.lost()).isEqualTo(lost);
    assertThat(report.learned()).isEqualTo(1);
    assertThat(report.unknownLines()).isZero();
    List<String> without = new ArrayList<>(lines);
    without.remove(2);
    assertThat(Lines.replay(without).violations()).isEqualTo(2);
    // What is seen after the gap is known again.
    List<String> again = new ArrayList<>(lines);
    again.add(Lines.get(7, 0x711, true));
    again.add(Lines.get(8, 0x711, false));
    assertThat(Lines.replay(again).violationList())
        .extracting(Violation::line)
        .containsExactly(8L, 9L);
  }

  @Test
  void anOverwrittenBufferIsMidLifeAndItsLossIsCounted() throws IOException {
    String header = "# entries-in-buffer/entries-written: 100/144   #P:1";
    ReplayReport report =
        Lines.replay(
            List.of(header, Lines.get(0, 0x792, true), Lines.get(7, 0x711, false)),
            ReplayOptions.Start.AUTO);
    assertThat(report.lost()).isEqualTo(44);
    assertThat(report.fromNothing()).isFalse();
    assertThat(report.learned()).isEqualTo(1);
  }

  @Test
  void theFirstRootAfterResetStartsFromNothingAndAHeaderMaySayOtherwise() throws IOException {
    List<String> lines = List.of(Lines.get(0, 0x792, true), Lines.get(7, 0x711, false));
    assertThat(Lines.replay(lines, ReplayOptions.Start.AUTO).violations()).isEqualTo(1);
    List<String> midLife = new ArrayList<>(lines);
    midLife.add(0, "# mmu-roles: kernel=5.14 start=mid-life");
    assertThat(Lines.replay(midLife, ReplayOptions.Start.AUTO).violations()).isZero();
    List<String> nothing = List.of("# mmu-roles: start=nothing", Lines.get(7, 0x711, false));
    assertThat(Lines.replay(nothing, ReplayOptions.Start.AUTO).violations()).isEqualTo(1);
  }

  @Test
  void stackTracesBlankLinesAndCommentsAreNoise() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Lines.extract().subList(0, 2_000)) {
      lines.add(line);
      lines.add("minivmm-640 [000] 15.1: kernel_stack: <stack trace >");
      lines.add("=> kvm_mmu_get_page (ffffffff8106a010)");
      lines.add(" => direct_page_fault");
      lines.add("");
      lines.add("# comment");
    }
    ReplayReport report = Lines.replay(lines, ReplayOptions.Start.AUTO);
    assertThat(report.unknownLines()).isZero();
    assertThat(report.violations()).isZero();
    assertThat(report.created()).isEqualTo(grep(lines, "created=1"));
  }

  @Test
  void linesThatAreNotUnderstoodAreCountedAndTheFirstIsNamed() throws IOException {
    String garbage = "x".repeat(1_000_000);
    String text =
        Lines.get(0, 0x792, true)
            + "\nwhat is this\n"
            + garbage
            + "\n"
            + Lines.get(1, 0x791, true).replace("role=1937", "role=x")
            + "\n"
            + Lines.get(2, 0x791, true).substring(0, 70);
    ReplayReport report = Lines.replay(text, ReplayOptions.Start.NOTHING);
    assertThat(report.unknownLines()).isEqualTo(4);
    assertThat(report.firstUnknownLine()).isEqualTo(2);
    assertThat(report.cutLine()).isTrue();
    assertThat(report.created()).isEqualTo(1);
  }

  @Test
  void anUnusedPageCountThatContradictsTheTraceIsReported() throws IOException {
    List<String> lines =
        List.of(
            Lines.get(0, 0x711, true),
            Lines.get(1, 0x711, true),
            Lines.zap(1, 0x711, 0, false),
            Lines.raw("kvm_mmu_zap_all_fast", "mmu_valid_gen=0 mmu_used_pages=1"),
            Lines.zap(0, 0x711, 0, false));
    assertThat(Lines.replay(lines).violations()).isZero();
    List<String> wrong = with(lines, 3, lines.get(3).replace("used_pages=1", "used_pages=f"));
    assertThat(Lines.replay(wrong).violationList())
        .extracting(Violation::kind)
        .containsExactly(ViolationKind.USED_PAGES);
  }

  @Test
  void aMissingFastZapShowsInTheGeneration() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int epoch = 0; epoch < 6; epoch++) {
      String generation = "mmu_valid_gen=" + epoch % 2;
      lines.add(Lines.get(epoch, 0x711, true).replace("mmu_valid_gen=0", generation));
      lines.add(Lines.get(9, 0x711, true).replace("mmu_valid_gen=0", generation));
      lines.add(Lines.raw("kvm_mmu_zap_all_fast", generation + " mmu_used_pages=2"));
      lines.add(Lines.zap(epoch, 0x711, 0, false).replace("mmu_valid_gen=0", generation));
      lines.add(Lines.zap(9, 0x711, 0, false).replace("mmu_valid_gen=0", generation));
    }
    assertThat(Lines.replay(lines).violations()).isZero();
    lines.remove(12);
    assertThat(Lines.replay(lines).violationList())
        .extracting(Violation::kind)
        .contains(ViolationKind.GENERATION);
  }

  @Test
  void rulesThatNeedEventsWhichWereNotRecordedAreNotApplied() throws IOException {
    List<String> onlyGets = List.of(Lines.get(7, 0x711, true), Lines.get(7, 0x711, true));
    assertThat(Lines.replay(onlyGets).violations()).isZero();
    List<String> noSyncs =
        List.of(
            Lines.get(7, 0x711, true),
            Lines.get(7, 0x711, false).replace("unsync=0", "unsync=1"),
            Lines.zap(7, 0x711, 0, true));
    assertThat(Lines.replay(noSyncs).violations()).isZero();
  }

  @Test
  void aRoleThatNoPageCanHaveIsReportedOnce() throws IOException {
    List<String> lines =
        List.of(Lines.get(0, 0x792, true), Lines.get(0, 0x713, true), Lines.get(0, 0x783, true));
    assertThat(Lines.replay(lines).violationList())
        .containsExactly(new Violation(3, ViolationKind.IMPOSSIBLE_ROLE, 0, 0x783, 0));
  }

  /** Random bytes in random lines: whatever a file holds, a replay ends and allocates little. */
  @Test
  void noInputBreaksIt() throws IOException {
    Random random = new Random(31337);
    List<String> lines = Lines.extract().subList(0, 300);
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder(String.join("\n", lines));
      for (int i = 0; i < 200; i++) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
      }
      ReplayReport report = Lines.replay(text.toString(), ReplayOptions.Start.AUTO);
      assertThat(report.lines()).isPositive();
    }
  }
}
