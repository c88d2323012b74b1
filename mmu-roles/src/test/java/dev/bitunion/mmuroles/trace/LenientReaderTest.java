package dev.bitunion.mmuroles.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces as they come out of mails and reports. */
class LenientReaderTest {
  private static ReplayReport replay(List<String> lines) throws IOException {
    return Lines.replay(lines, ReplayOptions.Start.AUTO);
  }

  /** Breaks a line at blanks, as a mailer does. */
  private static List<String> wrap(String line, int width, String prefix) {
    List<String> parts = new ArrayList<>();
    String rest = line;
    while (rest.length() > width && rest.lastIndexOf(' ', width) > 30) {
      int at = rest.lastIndexOf(' ', width);
      parts.add(prefix + rest.substring(0, at));
      rest = rest.substring(at + 1);
    }
    parts.add(prefix + rest);
    return parts;
  }

  private static void assertSame(ReplayReport found, ReplayReport expected) {
    assertThat(found.pageEvents()).isEqualTo(expected.pageEvents());
    assertThat(found.created()).isEqualTo(expected.created());
    assertThat(found.existing()).isEqualTo(expected.existing());
    assertThat(found.zap()).isEqualTo(expected.zap());
    assertThat(found.roles()).isEqualTo(expected.roles());
    assertThat(found.violations()).isZero();
    assertThat(found.lost()).isZero();
    assertThat(found.maxRolesPerGfn()).isEqualTo(expected.maxRolesPerGfn());
  }

  @ParameterizedTest
  @ValueSource(strings = {"> ", ">", ">> ", "> > "})
  void quotedMailReadsAsTheTraceItQuotes(String mark) throws IOException {
    List<String> raw = Lines.extract();
    List<String> quoted = raw.stream().map(line -> mark + line).toList();
    ReplayReport report = replay(quoted);
    assertSame(report, replay(raw));
    assertThat(report.unknownLines()).isZero();
    assertThat(report.fromNothing()).isTrue();
  }

  @Test
  void pagesOfWrappedLinesAreReadWhole() throws IOException {
    for (List<String> lines :
        List.of(Lines.extract(), Lines.resource("npt0-modes-head.ftrace.txt.gz"))) {
      List<String> pages =
          lines.stream()
              .filter(line -> line.contains("_page:") || line.contains("init_mmu:"))
              .toList();
      for (String mark : List.of("", "> ")) {
        List<String> wrapped = new ArrayList<>();
        pages.forEach(line -> wrapped.addAll(wrap(line, 72, mark)));
        assertThat(wrapped.size()).isGreaterThan(pages.size());
        ReplayReport report = replay(wrapped);
        assertSame(report, replay(pages));
        assertThat(report.unknownLines()).isZero();
        assertThat(report.fromNothing()).isTrue();
      }
    }
  }

  @Test
  void aLineThatNothingCompletesIsUnknownOnce() throws IOException {
    String get = Lines.get(7, 0x711, true);
    List<String> lines =
        List.of(get.substring(0, 80), get, "some", "words", "of", "somebody", "else", get);
    ReplayReport report = replay(lines);
    assertThat(report.created()).isEqualTo(2);
    assertThat(report.unknownLines()).isEqualTo(6);
    assertThat(report.firstUnknownLine()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"...", "[...]", "[snip]", "<snip>", "> ...", "  [ ... ]  "})
  void anElisionIsAGap(String mark) throws IOException {
    List<String> lines = List.of(Lines.get(0, 0x792, true), mark, Lines.get(7, 0x711, false));
    ReplayReport report = replay(lines);
    assertThat(report.violations()).isZero();
    assertThat(report.learned()).isEqualTo(1);
    assertThat(report.lostUncounted()).isTrue();
    assertThat(report.unknownLines()).isZero();
  }

  @Test
  void pluginTextIsCountedAndNotJudged() throws IOException {
    List<String> lines =
        List.of(
            Lines.raw("kvm_mmu_get_page", "new sp gfn 200 2 q1 wux !pae !nxe wp root 0 sync"),
            Lines.raw(
                "kvm_mmu_get_page",
                "existing sp gfn 200 1 q0 direct -ux pae nxe !wp smep smap smm" + " root 1 unsync"),
            Lines.raw("kvm_mmu_unsync_page", "1 q0 wux pae nxe !wp root 0 sync"),
            Lines.raw("kvm_mmu_sync_page", "1 q0 wux pae nxe !wp root 0 unsync"),
            Lines.raw("kvm_mmu_prepare_zap_page", "2 q1 wux invalid !pae !nxe wp root 0 sync"));
    ReplayReport report = Lines.replay(lines);
    assertThat(report.unknownLines()).isZero();
    assertThat(report.pluginPageEvents()).isEqualTo(5);
    assertThat(report.created()).isEqualTo(1);
    assertThat(report.existing()).isEqualTo(1);
    assertThat(report.zap()).isEqualTo(1);
    assertThat(report.violations()).isZero();
    assertThat(report.roles())
        .extracting(ReplayReport.RoleUse::role)
        .containsExactly(0x2722, 0x0100d591);
  }
}
