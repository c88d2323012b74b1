package dev.bitunion.mmuroles.cli;

import static java.util.stream.Collectors.joining;

import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.profile.RoleProfiles;
import dev.bitunion.mmuroles.trace.KernelSign;
import dev.bitunion.mmuroles.trace.ReplayReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a reader should doubt about the way in which a trace was read. */
final class ReplayNotes {
  private ReplayNotes() {}

  /**
   * What is said where {@code --vm} picked threads that did nothing.
   *
   * @param file the trace's name
   * @param pids the threads that the user named, or null
   * @param report what is in it
   */
  static List<String> threads(String file, Set<Integer> pids, ReplayReport report) {
    long pages = report.created() + report.existing() + report.zap();
    if (pids == null || pages + report.sync() + report.unsync() > 0) {
      return List.of();
    }
    String named = new TreeSet<>(pids).stream().map(String::valueOf).collect(joining(", "));
    return List.of(
        String.format(
            "%s: thread %s has none of the %d page events; --vm takes the threads of one VM",
            file, named, report.pageEvents()));
  }

  /**
   * The notes of one trace.
   *
   * @param file its name
   * @param stated the kernel that the user named, or null
   * @param report what is in it
   */
  static List<String> kernel(String file, RoleProfile stated, ReplayReport report) {
    List<String> notes = new ArrayList<>();
    RoleProfile fits = report.layout();
    if (stated == null && !fits.equals(RoleProfiles.V5_14)) {
      notes.add(
          file
              + ": the role words fit "
              + fits.label()
              + " better than 5.14"
              + (fits.page().slot("has_4_byte_gpte") == null ? "" : " (bit 4 is inverted there)")
              + "; identity is judged all the same, verdicts are not made; --kernel "
              + fits.release()
              + " reads it so");
    }
    String strange =
        report.signs().stream()
            .filter(sign -> !sign.fits(fits.release()))
            .map(KernelSign::text)
            .collect(joining(" and "));
    if (!strange.isEmpty()) {
      notes.add(
          file
              + ": another kernel than "
              + fits.release()
              + " wrote it (seen: "
              + strange
              + "); name it with --kernel");
    }
    return notes;
  }
}
