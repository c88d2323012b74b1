package dev.bitunion.mmuroles.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.trace.ReplayReport;
import dev.bitunion.mmuroles.trace.TraceLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictsTest {
  private static Verdicts verdicts(List<String> lines) throws IOException {
    Verdicts verdicts = fresh();
    TraceLines.replay(lines, verdicts);
    verdicts.finish();
    return verdicts;
  }

  private static Verdicts fresh() {
    return new Verdicts(RoleModel.of(KernelVersion.V5_14), StaticFacts.UNKNOWN);
  }

  private static List<String> edit(List<String> lines, int at, String from, String to) {
    List<String> changed = new ArrayList<>(lines);
    assertThat(changed.get(at)).contains(from);
    changed.set(at, changed.get(at).replace(from, to));
    return changed;
  }

  private static int find(List<String> lines, int from, String... words) {
    for (int at = from; at < lines.size(); at++) {
      String line = lines.get(at);
      if (List.of(words).stream().allMatch(line::contains)) {
        return at;
      }
    }
    throw new AssertionError("no line with " + List.of(words));
  }

  private static void assertAllAgree(Verdicts verdicts) {
    assertThat(verdicts.disagreements()).isEmpty();
    for (Level level : Level.values()) {
      assertThat(verdicts.score(level).disagreed()).as(level.key()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "npt0-modes.rawfields.txt.gz, 3282, 860, 62, 65, 378",
    "npt0-modes.trace.txt.gz, 3282, 860, 62, 65, 378",
    "npt0-fuzz32.rawfields.txt.gz, 3027, 2878, 362, 264, 412",
    "npt0-fuzz32.trace.txt.gz, 3027, 2878, 362, 264, 412",
    "npt0-svm.rawfields.txt.gz, 179, 106, 22, 10, 0",
    "npt0-svm.head.trace.txt.gz, 179, 106, 22, 10, 0",
    "npt1-modes.rawfields.txt.gz, 23, 39, 27, 0, 0",
    "npt1-modes.trace.txt.gz, 23, 39, 27, 0, 0",
    "npt1-svm_npt.rawfields.txt.gz, 556, 279, 321, 142, 0",
    "npt1-svm_npt.head.trace.txt.gz, 556, 279, 321, 142, 0",
  })
  void everythingRecordedOn514IsDecidedAndAgrees(
      String name, long walks, long roles, long inits, long switches, long tracks)
      throws IOException {
    Path trace = TraceLines.shared("5.14.2/" + name);
    assumeTrue(Files.exists(trace), "no shared test data: " + name);
    Verdicts verdicts = verdicts(TraceLines.of(trace));
    assertAllAgree(verdicts);
    long[] checked = {walks, roles, inits, switches, tracks};
    for (Level level : Level.values()) {
      Score score = verdicts.score(level);
      assertThat(score.checked()).as(level.key()).isEqualTo(checked[level.ordinal()]);
      assertThat(score.undecidable()).as(level.key()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "npt0-modes.rawfields.txt.gz",
        "npt1-svm_npt.rawfields.txt.gz",
        "la57-npt1.rawfields.txt.gz"
      })
  void aLaterKernelsProbesAreNotJudged(String name) throws IOException {
    Path trace = TraceLines.shared("6.1.0/" + name);
    assumeTrue(Files.exists(trace), "no shared test data: " + name);
    Verdicts verdicts = verdicts(TraceLines.of(trace));
    assertThat(verdicts.isOtherKernel()).isTrue();
    assertAllAgree(verdicts);
  }

  @Test
  void theExtractsAgree() throws IOException {
    Verdicts raw = verdicts(TraceLines.extract());
    assertAllAgree(raw);
    // It ends at an exit of the guest, so that no walk is cut.
    assertThat(raw.score(Level.WALKS).checked()).isEqualTo(589);
    assertThat(raw.score(Level.WALKS).undecidable()).isZero();
    assertThat(raw.score(Level.ROLES).agreed()).isEqualTo(217);
    assertThat(raw.score(Level.RECONFIGURATIONS).agreed()).isEqualTo(15);
    assertThat(raw.score(Level.REUSE).agreed()).isEqualTo(20);
    assertThat(raw.score(Level.GFN_TRACK).agreed()).isEqualTo(48);
    assertAllAgree(verdicts(TraceLines.resource("npt0-modes-head.ftrace.txt.gz")));
  }

  @Test
  void aWrongRoleNamesTheSmallestChangeThatExplainsIt() throws IOException {
    List<String> lines = TraceLines.extract();
    int paging = find(lines, 0, "MARK WP=1 cr0");
    int at = find(lines, paging, "kvm_mmu_get_page", "role=9985");
    Disagreement found = verdicts(edit(lines, at, "role=9985", "role=1793")).disagreements().get(0);
    assertThat(found.level()).isEqualTo(Level.ROLES);
    assertThat(found.line()).isEqualTo(at + 1);
    assertThat(found.expected()).isEqualTo("role 0x00002701");
    assertThat(found.seen()).isEqualTo("role 0x00000701");
    assertThat(found.hint()).isEqualTo("all agree if CR0.WP were 0");
    // Two bits of access are no register's.
    found = verdicts(edit(lines, at, "role=9985", "role=8449")).disagreements().get(0);
    assertThat(found.hint()).isEqualTo("access 7 -> 1");
  }

  @Test
  void aWrongWalkNamesTheSmallestChangeThatExplainsIt() throws IOException {
    List<String> lines = TraceLines.extract();
    int paging = find(lines, 0, "MARK WP=1 cr0");
    int walk = find(lines, paging, "kvm_mmu_pagetable_walk", "pferr=3");
    int error = find(lines, walk, "kvm_mmu_walker_error", "pferr=3");
    List<String> changed = new ArrayList<>(lines);
    changed.set(error, "");
    Disagreement found = verdicts(changed).disagreements().get(0);
    assertThat(found.level()).isEqualTo(Level.WALKS);
    assertThat(found.line()).isEqualTo(walk + 1);
    assertThat(found.expected()).isEqualTo("error 0x3");
    assertThat(found.seen()).startsWith("a translation after ");
    assertThat(found.hint()).isEqualTo("all agree if CR0.WP were 0");
    found = verdicts(edit(lines, error, "pferr=3", "pferr=7")).disagreements().get(0);
    assertThat(found.seen()).isEqualTo("error 0x7");
    assertThat(found.hint()).isEmpty();
  }

  @Test
  void aDroppedEntryOfAWalkIsReported() throws IOException {
    List<String> lines = new ArrayList<>(TraceLines.extract());
    int walk = find(lines, 3_000, "kvm_mmu_pagetable_walk");
    int entry = find(lines, walk, "kvm_mmu_paging_element", "level=1");
    lines.remove(entry);
    Disagreement found = verdicts(lines).disagreements().get(0);
    assertThat(found.expected()).isEqualTo("more entries than are recorded");
  }

  @Test
  void aTraceThatEndsInTheMiddleOfAWalkLeavesItUndecided() throws IOException {
    List<String> lines = TraceLines.extract();
    int walk = find(lines, 3_000, "kvm_mmu_pagetable_walk");
    Verdicts verdicts = verdicts(lines.subList(0, walk + 1));
    assertAllAgree(verdicts);
    assertThat(verdicts.score(Level.WALKS).reasons()).isEqualTo(Map.of(Reason.EVENT_LOST, 1L));
  }

  @Test
  void aReconfigurationThatIsMissingOrTooManyIsReported() throws IOException {
    List<String> lines = TraceLines.extract();
    int marked = find(lines, 0, "MARK PGE=1");
    List<String> dropped = new ArrayList<>(lines);
    int at = find(lines, 100, "init_ctx_reconfig");
    dropped.remove(at);
    Disagreement found = verdicts(dropped).disagreements().get(0);
    assertThat(found.level()).isEqualTo(Level.RECONFIGURATIONS);
    assertThat(found.expected()).isEqualTo("configured anew");
    assertThat(found.seen()).isEqualTo("skipped");
    assertThat(found.hint()).contains("cr0_pg");

    List<String> added = new ArrayList<>(lines);
    int init = find(lines, marked - 60, "init_mmu", "cr4=0x90");
    added.add(init + 1, lines.get(at));
    found = verdicts(added).disagreements().get(0);
    assertThat(found.line()).isEqualTo(init + 1);
    assertThat(found.expected()).isEqualTo("skipped");
    assertThat(found.hint()).startsWith("the role stays 0x");

    found =
        verdicts(edit(lines, init, "role=0x1500000703", "role=0x1500002703"))
            .disagreements()
            .get(0);
    assertThat(found.expected()).isEqualTo("stored role 0x0000001500000703");
    assertThat(found.seen()).isEqualTo("stored role 0x0000001500002703");
  }

  @Test
  void aRootThatIsReusedThoughItCannotBeIsReported() throws IOException {
    List<String> lines = TraceLines.extract();
    int change = find(lines, 8_000, " new_pgd:");
    int roots = find(lines, change, "sync_roots", "root_hpa=0xffffffffffffffff");
    Disagreement found =
        verdicts(edit(lines, roots, "root_hpa=0xffffffffffffffff", "root_hpa=0x957f000"))
            .disagreements()
            .get(0);
    assertThat(found.level()).isEqualTo(Level.REUSE);
    assertThat(found.line()).isEqualTo(change + 1);
    assertThat(found.expected()).isEqualTo("none; previous none, none, none");
    assertThat(found.seen()).isEqualTo("0x0; previous none, none, none");
  }

  @Test
  void aMissingOrWrongChangeOfGfnTrackIsReported() throws IOException {
    List<String> lines = TraceLines.extract();
    int up = find(lines, 5_000, "track_add");
    List<String> dropped = new ArrayList<>(lines);
    dropped.remove(up);
    assertTrackDisagrees(dropped);
    assertTrackDisagrees(edit(lines, up, "gfn=0x2", "gfn=0x3"));
    int down = find(lines, 5_000, "track_del");
    dropped = new ArrayList<>(lines);
    dropped.remove(down);
    assertTrackDisagrees(dropped);
    assertTrackDisagrees(edit(lines, down, "gfn=0x2", "gfn=0x3"));
    List<String> firstMissing = new ArrayList<>(lines);
    firstMissing.remove(find(lines, 0, "track_add"));
    assertTrackDisagrees(firstMissing);
  }

  private static void assertTrackDisagrees(List<String> lines) throws IOException {
    assertThat(verdicts(lines).score(Level.GFN_TRACK).disagreed()).isPositive();
  }

  @Test
  void afterLostEventsNothingIsSaidUntilRegistersAreSeenAgain() throws IOException {
    List<String> lines = new ArrayList<>(TraceLines.extract());
    int at = find(lines, 3_000, "MARK");
    lines.subList(at - 200, at - 100).clear();
    lines.add(at - 200, "CPU:0 [LOST 100 EVENTS]");
    Verdicts verdicts = verdicts(lines);
    assertAllAgree(verdicts);
    assertThat(verdicts.score(Level.ROLES).reasons().keySet()).isSubsetOf(Reason.EVENT_LOST);
    assertThat(verdicts.score(Level.WALKS).agreed()).isGreaterThan(400);
    assertThat(verdicts.score(Level.WALKS).undecidable()).isLessThan(100);
  }

  @Test
  void aTraceFromMidLifeIsJudgedFromItsFirstRegistersOn() throws IOException {
    List<String> lines = TraceLines.extract().subList(2_800, 8_900);
    Verdicts verdicts = verdicts(lines);
    assertAllAgree(verdicts);
    assertThat(verdicts.score(Level.WALKS).reasons().keySet())
        .isSubsetOf(Reason.REGISTER_NOT_SEEN, Reason.EVENT_LOST);
    assertThat(verdicts.score(Level.WALKS).agreed()).isGreaterThan(200);
    assertThat(verdicts.score(Level.ROLES).agreed()).isGreaterThan(100);
  }

  @Test
  void withoutRegistersOnlyIdentityIsJudged() throws IOException {
    List<String> pages =
        TraceLines.extract().stream()
            .filter(line -> line.contains("kvm_mmu_") && line.contains("_page:"))
            .toList();
    Verdicts verdicts = fresh();
    ReplayReport report = TraceLines.replay(pages, verdicts);
    verdicts.finish();
    assertThat(report.violations()).isZero();
    assertThat(verdicts.hasRegisters()).isFalse();
    assertAllAgree(verdicts);
    assertThat(verdicts.score(Level.ROLES).reasons())
        .isEqualTo(Map.of(Reason.REGISTER_NOT_SEEN, 217L));
  }

  @Test
  void whatIsStatedInTheTraceIsBelieved() throws IOException {
    List<String> lines = new ArrayList<>(TraceLines.extract());
    lines.add(0, "# mmu-roles: kernel=5.14 npt=1 maxphyaddr=40");
    assertThat(verdicts(lines).score(Level.ROLES).disagreed()).isPositive();
    lines.set(0, "# mmu-roles: kernel=5.14 npt=0 maxphyaddr=40");
    assertAllAgree(verdicts(lines));
  }
}
