package dev.bitunion.mmuroles.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bitunion.mmuroles.role.Access;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.PageText;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.trace.ReplayReport;
import dev.bitunion.mmuroles.trace.TraceLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flips bits of the roles that a trace prints, one a replay, and every flip is found. */
class FlippedBitsTest {
  private static final Pattern ROLE = Pattern.compile("kvm_mmu_get_page.* role=(\\d+) ");

  /** Whether the trace with one wrong bit is reported, on the line of that bit if {@code on}. */
  private static boolean isReported(List<String> lines, long on) throws IOException {
    Verdicts verdicts = new Verdicts(RoleModel.of(KernelVersion.V5_14), StaticFacts.UNKNOWN);
    ReplayReport report = TraceLines.replay(lines, verdicts);
    verdicts.finish();
    return report.violationList().stream().anyMatch(violation -> on == 0 || violation.line() == on)
        || verdicts.disagreements().stream().anyMatch(found -> on == 0 || found.line() == on);
  }

  private static List<Integer> getPages(List<String> lines) {
    return IntStream.range(0, lines.size())
        .filter(at -> lines.get(at).contains("kvm_mmu_get_page:"))
        .boxed()
        .toList();
  }

  private static String flipped(String line, int bit) {
    Matcher role = ROLE.matcher(line);
    assertThat(role.find()).isTrue();
    int word = Integer.parseUnsignedInt(role.group(1)) ^ Integer.rotateLeft(1, bit);
    return line.replace(" role=" + role.group(1), " role=" + Integer.toUnsignedString(word));
  }

  /** Flips every bit of every n-th page of a trace; returns how many flips that were. */
  private static int flip(List<String> lines, int step) throws IOException {
    List<Integer> places = getPages(lines);
    int flips = 0;
    for (int place = 0; place < places.size(); place += step) {
      int at = places.get(place);
      List<String> changed = new ArrayList<>(lines);
      List<String> upToHere = changed.subList(0, at + 1);
      for (int bit = 0; bit < Integer.SIZE; bit++) {
        changed.set(at, flipped(lines.get(at), bit));
        // Before the first zap of a trace nobody knows whether zaps were recorded at all, so that
        // a page which is made twice is a finding only in the whole trace.
        boolean reported = isReported(upToHere, at + 1) || isReported(changed, 0);
        assertThat(reported).as("line %d bit %d: %s", at + 1, bit, changed.get(at)).isTrue();
        flips++;
      }
    }
    return flips;
  }

  @Test
  void everyBitOfEveryPageOfAWholeTrace() throws IOException {
    List<String> lines = TraceLines.resource("npt1-modes.rawfields.txt.gz");
    assertThat(isReported(lines, 0)).isFalse();
    assertThat(flip(lines, 1)).isEqualTo(39 * Integer.SIZE);
  }

  @ParameterizedTest
  @CsvSource({"npt0-modes, 430", "npt0-fuzz32, 1500", "npt0-svm, 25", "npt1-svm_npt, 90"})
  void everyBitOfSomePagesOfOtherTraces(String name, int step) throws IOException {
    Path trace = TraceLines.shared("5.14.2/" + name + ".rawfields.txt.gz");
    assumeTrue(Files.exists(trace), "no shared test data: " + name);
    assertThat(flip(TraceLines.of(trace), step)).isPositive();
  }

  /** In the extract a shadow-paging guest runs: one bit of every third page, each time another. */
  @Test
  void aBitOfManyPagesOfTheExtract() throws IOException {
    List<String> lines = TraceLines.extract();
    int bit = 0;
    List<Integer> places = getPages(lines);
    for (int place = 0; place < places.size(); place += 3) {
      int at = places.get(place);
      List<String> changed = new ArrayList<>(lines.subList(0, at + 1));
      changed.set(at, flipped(lines.get(at), bit));
      assertThat(isReported(changed, at + 1)).as("line %d bit %d", at + 1, bit).isTrue();
      bit = (bit + 5) % Integer.SIZE;
    }
  }

  /** The kernel's text prints 14 bits of a role: all of them. */
  @Test
  void everyPrintedBitOfATextTrace() throws IOException {
    List<String> lines = TraceLines.resource("npt0-modes-head.ftrace.txt.gz");
    List<Integer> places = getPages(lines);
    int flips = 0;
    for (int place = 0; place < places.size(); place += 8) {
      int at = places.get(place);
      PageText page = PageText.parse(lines.get(at)).orElseThrow();
      List<String> changed = new ArrayList<>(lines.subList(0, at + 1));
      for (int bit = 0; bit < Integer.SIZE; bit++) {
        int word = Integer.rotateLeft(1, bit);
        if ((word & PageText.NOT_PRINTED) != 0) {
          continue;
        }
        changed.set(at, withRole(lines.get(at), page.role() ^ word));
        assertThat(isReported(changed, at + 1)).as("line %d bit %d", at + 1, bit).isTrue();
        flips++;
      }
    }
    assertThat(flips).isEqualTo((places.size() + 7) / 8 * 14);
  }

  private static String withRole(String line, int role) {
    String text =
        String.format(
            "l%d %s-byte q%d%s %s%s %snxe %sad",
            PageRoleBits.level(role),
            PageRoleBits.gpte_is_8_bytes(role) ? "8" : "4",
            PageRoleBits.quadrant(role),
            PageRoleBits.direct(role) ? " direct" : "",
            Access.text(PageRoleBits.access(role)),
            PageRoleBits.invalid(role) ? " invalid" : "",
            PageRoleBits.efer_nx(role) ? "" : "!",
            PageRoleBits.ad_disabled(role) ? "!" : "");
    return line.replaceFirst(" l\\d .* !?ad ", " " + text + " ");
  }
}
