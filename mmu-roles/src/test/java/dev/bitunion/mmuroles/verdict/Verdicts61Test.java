package dev.bitunion.mmuroles.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bitunion.mmuroles.profile.Release;
import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.profile.RoleProfiles;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.trace.ReplayReport;
import dev.bitunion.mmuroles.trace.TraceLines;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Traces of 6.1, judged by 6.1's rules. */
class Verdicts61Test {
  private static final Pattern GET_PAGE_ROLE = Pattern.compile("(kvm_mmu_get_page.* role=)(\\d+)");
  private static final RoleProfile LAYOUT = RoleProfiles.of(new Release(6, 1, 0)).profile();
  private static final String SHADOW = "npt0-modes-61-head.raw.txt.gz";
  private static final String NESTED = "npt1-svm_npt-61-head.raw.txt.gz";

  private static Verdicts fresh(KernelVersion kernel) {
    return new Verdicts(RoleModel.of(kernel), StaticFacts.UNKNOWN);
  }

  private static Verdicts verdicts(List<String> lines) throws IOException {
    Verdicts verdicts = fresh(KernelVersion.V6_1);
    TraceLines.replay(lines, verdicts);
    verdicts.finish();
    return verdicts;
  }

  private static List<String> replaced(List<String> lines, int at, String from, String to) {
    List<String> changed = new ArrayList<>(lines);
    assertThat(changed.get(at)).contains(from);
    changed.set(at, changed.get(at).replaceFirst(from, to));
    return changed;
  }

  private static int find(List<String> lines, String... words) {
    for (int at = 0; at < lines.size(); at++) {
      if (List.of(words).stream().allMatch(lines.get(at)::contains)) {
        return at;
      }
    }
    throw new AssertionError("no line with " + List.of(words));
  }

  @ParameterizedTest
  @CsvSource({SHADOW + ",804,290,20,21", NESTED + ",151,43,22,11"})
  void theKernelsOwnTracesAgree(String name, long walks, long roles, long inits, long reuse)
      throws IOException {
    Verdicts verdicts = verdicts(TraceLines.resource(name));
    assertThat(verdicts.disagreements()).isEmpty();
    assertThat(verdicts.isOtherKernel()).isFalse();
    assertThat(verdicts.score(Level.WALKS).agreed()).isEqualTo(walks);
    assertThat(verdicts.score(Level.ROLES).agreed()).isEqualTo(roles);
    assertThat(verdicts.score(Level.ROLES).undecidable()).isZero();
    assertThat(verdicts.score(Level.RECONFIGURATIONS).agreed()).isEqualTo(inits);
    assertThat(verdicts.score(Level.REUSE).agreed()).isEqualTo(reuse);
  }

  @ParameterizedTest
  @ValueSource(strings = {SHADOW, NESTED})
  void everyFlippedRoleBitIsFound(String name) throws IOException {
    List<String> lines = TraceLines.resource(name);
    long seed = 61;
    Random random = new Random(seed);
    List<Integer> pages = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).contains("kvm_mmu_get_page")) {
        pages.add(at);
      }
    }
    for (int bit : new int[] {0, 1, 2, 4, 5, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 24}) {
      int at = pages.get(random.nextInt(pages.size()));
      Matcher page = GET_PAGE_ROLE.matcher(lines.get(at));
      assertThat(page.find()).isTrue();
      long role = Long.parseLong(page.group(2));
      String flipped = page.group(1) + (role ^ (long) Math.pow(2, bit));
      List<String> changed = new ArrayList<>(lines);
      changed.set(at, page.replaceFirst(Matcher.quoteReplacement(flipped)));
      Verdicts verdicts = fresh(KernelVersion.V6_1);
      // Turned into a page that is live above it, a new one is a violation already.
      ReplayReport report = TraceLines.replay(changed, verdicts, LAYOUT);
      verdicts.finish();
      boolean found = verdicts.disagreements().stream().anyMatch(o -> o.level() == Level.ROLES);
      assertThat(found || report.violations() > 0)
          .as("bit " + bit + " of line " + (at + 1) + ", seed " + seed)
          .isTrue();
    }
  }

  @Test
  void aRoleThatIsNotTheStoredOneIsFound() throws IOException {
    List<String> lines = TraceLines.resource(NESTED);
    int load = find(lines, "mmu_load", "role=0x8100021704");
    Verdicts cpu = verdicts(replaced(lines, load, "role=0x8100021704", "role=0xa100021704"));
    assertThat(cpu.disagreements()).anyMatch(one -> one.hint().contains("cr4_smep"));
    int init = find(lines, "new_pgd", "rootrole=0x21704");
    Verdicts root = verdicts(replaced(lines, init, "rootrole=0x21704", "rootrole=0x01704"));
    assertThat(root.disagreements())
        .anyMatch(one -> one.expected().equals("page role 0x00021704"))
        .anyMatch(one -> one.hint().contains("guest_mode"));
  }

  @Test
  void aChangeOfCpuidExplainsAnInvalidRole() throws IOException {
    String roots =
        " root_pgd=0x0 root_hpa=0xffffffffffffffff p0=0x0 p0h=0xffffffffffffffff p1=0x0"
            + " p1h=0xffffffffffffffff p2=0x0 p2h=0xffffffffffffffff";
    String registers = " cr0=0x11 cr3=0x0 cr4=0x0 efer=0x0 hflags=0x1";
    String init = "a-1 [000] 1.0: init_mmu: role=0x%x rootrole=0x%x" + registers;
    String load = "a-1 [000] 1.0: mmu_load: role=0x100000780 rootrole=0x1783 nrole=0x0" + roots;
    Verdicts verdicts =
        verdicts(
            List.of(
                load,
                init.formatted(0x100000780L, 0x1783),
                init.formatted(0x780L, 0),
                init.formatted(0x100000780L, 0x1783),
                load));
    assertThat(verdicts.disagreements()).isEmpty();
    assertThat(verdicts.score(Level.RECONFIGURATIONS).agreed()).isEqualTo(3);
  }

  @Test
  void aReconfigurationThatNeedNotBeIsFound() throws IOException {
    List<String> lines = new ArrayList<>(TraceLines.resource(SHADOW));
    List<String> behind = lines.subList(find(lines, "upd_perm") + 1, lines.size());
    behind.remove(find(behind, "upd_perm"));
    assertThat(verdicts(lines).disagreements())
        .anyMatch(one -> one.seen().equals("skipped") && one.expected().equals("configured anew"));
  }

  @Test
  void aRootThatIsNotTakenAgainIsFound() throws IOException {
    List<String> lines = TraceLines.resource(NESTED);
    int exit = find(lines, "new_pgd", "root_hpa=0x63e0000");
    int sync = exit + 1;
    assertThat(lines.get(sync)).contains("sync_roots");
    Verdicts verdicts =
        verdicts(replaced(lines, sync, "root_hpa=0x63e0000", "root_hpa=0xffffffffffffffff"));
    assertThat(verdicts.disagreements()).anyMatch(one -> one.level() == Level.REUSE);
  }

  /** That a trace shows a behaviour means that its other side disagrees with it. */
  @ParameterizedTest
  @CsvSource({
    SHADOW + ",SHADOW_PAGES_FOLLOW_NX",
    SHADOW + ",DIRECT_PAGES_ARE_8_BYTE",
    SHADOW + ",QUADRANT_ON_DIRECT_PAGES",
    SHADOW + ",INVALID_ROOT_TAKES_A_SLOT",
    NESTED + ",NPT_ROLE_LACKS_GUEST_MODE",
    NESTED + ",TDP_PAGES_FOLLOW_GUEST",
    NESTED + ",NEW_PGD_BEFORE_INIT",
    NESTED + ",EXT_ROLE_LACKS_EFER_LMA",
    NESTED + ",INVALID_ROOT_TAKES_A_SLOT"
  })
  void tracesShowTheirSideOfABehaviour(String name, Behaviour behaviour) throws IOException {
    Behaviours on = Behaviours.of(KernelVersion.V6_1);
    Behaviours flipped = on.has(behaviour) ? on.without(behaviour) : on.with(behaviour);
    Verdicts verdicts =
        new Verdicts(RoleModel.of(KernelVersion.V6_1, flipped), StaticFacts.UNKNOWN);
    TraceLines.replay(TraceLines.resource(name), verdicts);
    verdicts.finish();
    assertThat(verdicts.disagreements()).isNotEmpty();
  }

  @Test
  void eachKernelsProbesAreKnown() throws IOException {
    Verdicts asFirst = fresh(KernelVersion.V5_14);
    TraceLines.replay(TraceLines.resource(SHADOW), asFirst);
    assertThat(asFirst.isOtherKernel()).isTrue();
    Verdicts earlier =
        verdicts(
            List.of(
                "a-1 [000] 1.0: init_mmu: role=0x100000783 cr0=0x11 cr3=0x0 cr4=0x0 efer=0x0"
                    + " hflags=0x1"));
    assertThat(earlier.isOtherKernel()).isTrue();
    assertThat(earlier.kernel()).isEqualTo(KernelVersion.V6_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"npt0-modes", "npt1-svm_npt", "la57-npt1"})
  void wholeTracesAgree(String name) throws IOException {
    Path trace =
        Path.of("..", "..", "shared", "data", "traces", "6.1.0", name + ".rawfields.txt.gz");
    assumeTrue(Files.exists(trace), "no shared test data: " + trace);
    Verdicts verdicts = fresh(KernelVersion.V6_1);
    ReplayReport report = TraceLines.replay(TraceLines.of(trace), verdicts, LAYOUT);
    verdicts.finish();
    assertThat(report.violations()).isZero();
    assertThat(verdicts.disagreements()).isEmpty();
    for (Level level : List.of(Level.WALKS, Level.ROLES, Level.REUSE)) {
      assertThat(verdicts.score(level).undecidable()).as(level.key()).isZero();
    }
    assertThat(verdicts.score(Level.ROLES).agreed()).isPositive();
  }
}
