package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.audit.PageList;
import dev.bitunion.mmuroles.audit.PageList.Finding;
import dev.bitunion.mmuroles.audit.PageList.Peak;
import dev.bitunion.mmuroles.profile.RoleProfile;
import java.io.PrintStream;
import java.util.List;

/** Writes what an audit found. */
final class AuditPrinter {
  static final String CSV_HEADER = "file,line,kind,gfn,role,earlier_line,reason";

  private static final int SHOWN = 20;
  private static final int SHOWN_GFNS = 10;

  private final Session session;
  private final PrintStream out;
  private final Format format;

  AuditPrinter(Session session, Format format) {
    this.session = session;
    this.out = session.out();
    this.format = format;
  }

  void print(String file, PageList list) {
    switch (format) {
      case text -> text(file, list);
      case json -> out.println(json(file, list));
      case csv -> list.findings().forEach(finding -> out.println(csv(file, finding)));
    }
  }

  private static long count(PageList list, String kind) {
    return list.findings().stream().filter(f -> f.kind().equals(kind)).count();
  }

  private void text(String file, PageList list) {
    RoleProfile profile = list.profile();
    List<Peak> gfns = list.rolesPerGfn();
    out.printf(
        "%s: %d pages as %s, %d of them invalid%n",
        session.bold(file), list.pages(), profile.label(), list.invalid());
    out.printf("  impossible %d%n", count(list, "impossible-role"));
    out.printf("  duplicates %d%n", count(list, "duplicate"));
    out.printf("  roles      %d distinct%n", list.roles().size());
    out.printf("  gfns       %d with live pages%s%n", gfns.size(), most(gfns));
    Peak track = list.gfnTrack();
    out.printf("  gfn_track  at most %d%s%n", track.count(), gfn(track.gfn()));
    findings(list);
    if (!gfns.isEmpty()) {
      out.println("roles per gfn:");
      gfns.stream()
          .limit(SHOWN_GFNS)
          .forEach(peak -> out.printf("  %8d  0x%x%n", peak.count(), peak.gfn()));
      if (gfns.size() > SHOWN_GFNS) {
        out.printf("  ... %d more; --format json lists them%n", gfns.size() - SHOWN_GFNS);
      }
    }
    out.println("roles:");
    list.roles()
        .forEach(
            (role, count) ->
                out.printf(
                    "  %8d  %s  %s%n",
                    count, RoleLayout.hex(role), PageWords.meaning(profile, role, false)));
  }

  private static String most(List<Peak> gfns) {
    return gfns.isEmpty()
        ? ""
        : "; at most " + gfns.get(0).count() + " of one gfn" + gfn(gfns.get(0).gfn());
  }

  private static String gfn(long gfn) {
    return gfn < 0 ? "" : " (gfn 0x" + Long.toHexString(gfn) + ")";
  }

  private void findings(PageList list) {
    List<Finding> all = list.findings();
    if (all.isEmpty()) {
      return;
    }
    out.println("findings:");
    all.stream()
        .limit(SHOWN)
        .forEach(
            f ->
                out.printf(
                    "  line %d: gfn 0x%x role %s: %s: %s%n",
                    f.line(), f.gfn(), RoleLayout.hex(f.role()), f.kind(), f.reason()));
    if (all.size() > SHOWN) {
      out.printf("  ... %d more; --format json lists them%n", all.size() - SHOWN);
    }
  }

  private static JsonWriter json(String file, PageList list) {
    Peak track = list.gfnTrack();
    return new JsonWriter()
        .put("file", file)
        .put(
            "kernel",
            list.profile().release() == null
                ? list.profile().label()
                : "" + list.profile().release())
        .put("pages", list.pages())
        .put("invalid", list.invalid())
        .put("impossible", count(list, "impossible-role"))
        .put("duplicates", count(list, "duplicate"))
        .putAll("findings", list.findings().stream().map(AuditPrinter::json).toList())
        .put("distinct_roles", list.roles().size())
        .put("gfn_track_peak", track.count())
        .put("gfn_track_gfn", track.gfn() < 0 ? null : "0x" + Long.toHexString(track.gfn()))
        .putAll(
            "roles_per_gfn",
            list.rolesPerGfn().stream()
                .map(
                    peak ->
                        new JsonWriter()
                            .put("gfn", "0x" + Long.toHexString(peak.gfn()))
                            .put("roles", peak.count()))
                .toList())
        .putAll(
            "roles",
            list.roles().entrySet().stream()
                .map(
                    role ->
                        new JsonWriter()
                            .put("role", RoleLayout.hex(role.getKey()))
                            .put("pages", role.getValue())
                            .put(
                                "meaning", PageWords.meaning(list.profile(), role.getKey(), false)))
                .toList());
  }

  private static JsonWriter json(Finding finding) {
    return new JsonWriter()
        .put("line", finding.line())
        .put("kind", finding.kind())
        .put("gfn", "0x" + Long.toHexString(finding.gfn()))
        .put("role", RoleLayout.hex(finding.role()))
        .put("earlier_line", finding.earlier())
        .put("reason", finding.reason());
  }

  private static String csv(String file, Finding f) {
    return Csv.row(
        file,
        f.line(),
        f.kind(),
        "0x" + Long.toHexString(f.gfn()),
        RoleLayout.hex(f.role()),
        f.earlier() == 0 ? null : f.earlier(),
        f.reason());
  }
}
