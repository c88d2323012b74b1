package dev.bitunion.mmuroles.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.role.Access;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.trace.ReplayReport;
import dev.bitunion.mmuroles.trace.TraceLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trace that went through mails, terminals and consoles says what it said before. */
class MangledTraceTest {
  private static final String[] NOISE = {
    " => kvm_mmu_load+0x1a/0x60 [kvm]",
    " => vcpu_enter_guest (ffffffff8104a310)",
    "[   15.145301] WARNING: CPU: 0 PID: 640 at arch/x86/kvm/mmu/mmu.c:804",
    "[   15.145302] RIP: 0010:account_shadowed+0x1f/0x90",
    "Call Trace:",
    " kvm_mmu_get_page+0x2c1/0x4b0 [kvm]",
    " ? __schedule+0x12/0x40",
    "Modules linked in: kvm_amd kvm",
    "---[ end trace 3a1b4c5d6e7f8091 ]---",
    "",
  };

  private final List<String> names = List.of("raw", "text");

  /** What a replay says of a trace, as far as line numbers do not matter. */
  private static Map<String, Object> outcome(List<String> lines) throws IOException {
    Verdicts verdicts = new Verdicts(RoleModel.of(KernelVersion.V5_14), StaticFacts.UNKNOWN);
    ReplayReport report = TraceLines.replay(lines, verdicts);
    verdicts.finish();
    Map<String, Object> outcome = new TreeMap<>();
    for (Level level : Level.values()) {
      Score score = verdicts.score(level);
      outcome.put(
          level.key(),
          List.of(score.agreed(), score.disagreed(), score.undecidable(), score.reasons()));
    }
    outcome.put("events", report.events());
    outcome.put("role words", report.roles());
    outcome.put("zaps", report.zap());
    outcome.put("syncs", report.sync());
    outcome.put("violations", report.violations());
    outcome.put("lost", report.lost());
    outcome.put("unknown", report.unknownLines());
    return outcome;
  }

  private List<String> trace(String name) throws IOException {
    return name.equals("raw")
        ? TraceLines.extract()
        : TraceLines.resource("npt0-modes-head.ftrace.txt.gz");
  }

  private interface Mangler {
    List<String> mangle(List<String> lines, Random random);
  }

  private void assertSameAfter(Mangler mangler) throws IOException {
    for (String name : names) {
      List<String> lines = trace(name);
      Map<String, Object> expected = outcome(lines);
      assertThat(expected).containsEntry("unknown", 0L);
      for (int seed = 0; seed < 3; seed++) {
        List<String> mangled = mangler.mangle(lines, new Random(seed));
        assertThat(outcome(mangled)).as("%s, seed %d", name, seed).isEqualTo(expected);
      }
    }
  }

  /** Breaks a line at the last blank before a width, as a mailer does. */
  private static List<String> wrap(String line, int width) {
    List<String> parts = new ArrayList<>();
    String rest = line;
    while (rest.length() > width && rest.lastIndexOf(' ', width) > 20) {
      int at = rest.lastIndexOf(' ', width);
      parts.add(rest.substring(0, at));
      rest = rest.substring(at + 1);
    }
    parts.add(rest);
    return parts;
  }

  private static List<String> wrap(List<String> lines, int width) {
    return lines.stream().flatMap(line -> wrap(line, width).stream()).toList();
  }

  /** As flowed mail does it: the blank stays at the end of each line that goes on. */
  private static List<String> flow(List<String> lines, int width) {
    List<String> flowed = new ArrayList<>();
    for (String line : lines) {
      List<String> parts = wrap(line, width);
      parts.subList(0, parts.size() - 1).forEach(part -> flowed.add(part + " "));
      flowed.add(parts.get(parts.size() - 1));
    }
    return flowed;
  }

  /** Breaks lines at one column, words or not, as {@code fold} does. */
  private static List<String> fold(List<String> lines, int column) {
    List<String> folded = new ArrayList<>();
    for (String line : lines) {
      int at = 0;
      do {
        int end = Math.min(line.length(), at + column);
        folded.add(line.substring(at, end));
        at = end;
      } while (at < line.length());
    }
    return folded;
  }

  private static List<String> quote(List<String> lines, Random random) {
    String mark = List.of("> ", ">> ", "> > ").get(random.nextInt(3));
    return lines.stream().map(line -> mark + line).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 66, 72, 76, 78, 80})
  void wrappedAndQuoted(int width) throws IOException {
    assertSameAfter((lines, random) -> wrap(lines, width));
    assertSameAfter((lines, random) -> quote(wrap(lines, width), random));
    assertSameAfter((lines, random) -> flow(lines, width));
    assertSameAfter((lines, random) -> wrap(quote(lines, random), width));
  }

  @ParameterizedTest
  @ValueSource(ints = {72, 80, 100, 120, 132})
  void foldedAtAColumn(int column) throws IOException {
    assertSameAfter((lines, random) -> fold(lines, column));
    assertSameAfter((lines, random) -> quote(fold(lines, column), random));
  }

  @Test
  void interleavedWithStackTraces() throws IOException {
    Mangler noise =
        (lines, random) -> {
          List<String> mixed = new ArrayList<>();
          for (String line : lines) {
            mixed.add(line);
            for (int n = random.nextInt(8) - 4; n > 0; n--) {
              mixed.add(NOISE[random.nextInt(NOISE.length)]);
            }
          }
          return mixed;
        };
    assertSameAfter(noise);
    assertSameAfter((lines, random) -> quote(noise.mangle(lines, random), random));
  }

  /** What was left out cannot be judged, and what remains is not judged wrongly. */
  @Test
  void elisionsMakeUndecidableAndNothingWrong() throws IOException {
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      List<String> lines = new ArrayList<>();
      int left = 0;
      for (String line : trace("raw")) {
        if (left > 0) {
          left--;
        } else if (random.nextInt(800) == 0) {
          left = random.nextInt(40);
          lines.add(List.of("...", "[...]", "... 40 lines left out ...", "[snip]").get(left % 4));
        } else if (random.nextInt(800) == 0) {
          lines.add(line.substring(0, line.indexOf(": ") + 30) + " ...");
        } else {
          lines.add(line);
        }
      }
      Map<String, Object> outcome = outcome(wrap(lines, 78));
      assertThat(outcome).as("seed %d", seed).containsEntry("violations", 0L);
      for (Level level : Level.values()) {
        List<?> score = (List<?>) outcome.get(level.key());
        assertThat(score.get(1)).as("%s disagree, seed %d", level.key(), seed).isEqualTo(0L);
      }
    }
  }

  private static final Pattern RAW =
      Pattern.compile(
          "(.*kvm_mmu_(\\w+_page): +)mmu_valid_gen=\\d gfn=(\\d+) role=(\\d+) root_count=(\\d+)"
              + " unsync=(\\d)(?: created=(\\d))?");

  /** As trace-cmd's kvm plug-in prints pages: a stale layout, and a gfn only on get_page. */
  private static String byPlugin(String line) {
    Matcher m = RAW.matcher(line);
    if (!m.matches()) {
      return line;
    }
    int role = Integer.parseUnsignedInt(m.group(4));
    String found =
        m.group(7) == null
            ? ""
            : (m.group(7).equals("1") ? "new" : "existing")
                + " sp gfn "
                + Long.toHexString(Long.parseLong(m.group(3)))
                + " ";
    return m.group(1)
        + found
        + String.format(
            "%d q%d%s %s%s %spae %snxe %swp%s%s%s root %s %s",
            PageRoleBits.level(role),
            PageRoleBits.quadrant(role),
            PageRoleBits.direct(role) ? " direct" : "",
            Access.text(PageRoleBits.access(role)),
            PageRoleBits.invalid(role) ? " invalid" : "",
            PageRoleBits.gpte_is_8_bytes(role) ? "" : "!",
            PageRoleBits.efer_nx(role) ? "" : "!",
            PageRoleBits.cr0_wp(role) ? "" : "!",
            PageRoleBits.smep_andnot_wp(role) ? " smep" : "",
            PageRoleBits.smap_andnot_wp(role) ? " smap" : "",
            PageRoleBits.smm(role) != 0 ? " smm" : "",
            m.group(5),
            m.group(6).equals("1") ? "unsync" : "sync");
  }

  @Test
  void pluginTextIsDecodedAndItsRolesArePredicted() throws IOException {
    List<String> raw = trace("raw");
    List<String> plugin = raw.stream().map(MangledTraceTest::byPlugin).toList();
    assertThat(plugin).isNotEqualTo(raw);
    Map<String, Object> expected = outcome(raw);
    Map<String, Object> found = outcome(plugin);
    for (String key :
        List.of("walks", "reconfigurations", "reuse", "zaps", "syncs", "roles", "role words")) {
      assertThat(found).containsEntry(key, expected.get(key));
    }
    assertThat(found.get("gfn_track"))
        .isEqualTo(List.of(0L, 0L, 48L, Map.of(Reason.GFN_NOT_PRINTED, 48L)));
    assertThat(found).containsEntry("violations", 0L).containsEntry("unknown", 0L);
  }

  @Test
  void aWrongRoleInPluginTextIsReported() throws IOException {
    List<String> plugin = new ArrayList<>();
    trace("raw").forEach(line -> plugin.add(byPlugin(line)));
    int at = 0;
    while (!plugin.get(at).contains(" !nxe wp root")) {
      at++;
    }
    plugin.set(at, plugin.get(at).replace(" !nxe wp root", " !nxe !wp root"));
    assertThat(outcome(plugin).get("roles")).isNotNull();
    Verdicts verdicts = new Verdicts(RoleModel.of(KernelVersion.V5_14), StaticFacts.UNKNOWN);
    TraceLines.replay(plugin, verdicts);
    assertThat(verdicts.disagreements().get(0).line()).isEqualTo(at + 1);
  }
}
