package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.check.CommentBullet;
import dev.bitunion.mmuroles.check.CountCase;
import dev.bitunion.mmuroles.check.Profile;
import dev.bitunion.mmuroles.check.RoleCount;
import dev.bitunion.mmuroles.check.RoleCount.Line;
import dev.bitunion.mmuroles.check.RoleCount.Strictness;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.role.Unverified;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Prints the answers of {@link CountCommand}. */
final class CountReport {
  /** The greatest value of gfn_track, a u16. */
  private static final int GFN_TRACK_MAX = 65_535;

  /** What the kernel's comment says the bullets come to. */
  private static final int COMMENT_BOUND = 8_192;

  /** Every kind of VM that has a counter of its own. */
  static final List<CountCase> CASES =
      List.of(
          CountCase.shadow(true, 2, 0),
          CountCase.shadow(false, 2, 0),
          CountCase.shadow(true, 1, 0),
          CountCase.shadow(false, 1, 0),
          CountCase.shadow(true, 1, 1),
          CountCase.shadow(false, 1, 1),
          CountCase.ept(true, true, true),
          CountCase.ept(false, true, true),
          CountCase.ept(true, false, true),
          CountCase.ept(false, false, true),
          CountCase.ept(true, true, false),
          CountCase.ept(false, true, false),
          CountCase.ept(true, false, false),
          CountCase.ept(false, false, false),
          CountCase.npt());

  private final Session session;
  private final Format format;
  private final RoleModel model;
  private final List<CountCase> cases;

  CountReport(Session session, Format format, RoleModel model) {
    this.session = session;
    this.format = format;
    this.model = model;
    this.cases = new ArrayList<>();
    for (CountCase of : CASES) {
      cases.add(of.on(model));
    }
  }

  void all() {
    if (format == Format.text) {
      session.print(
          "distinct roles of one gfn's tracked shadow pages, as Linux %s", model.kernel());
      session.print("%-76s %6s %10s", "", "legal", "reachable");
    } else if (format == Format.csv) {
      session.print("%s", Csv.row("case", "legal", "reachable"));
    }
    for (CountCase of : cases) {
      long legal = RoleCount.total(of, Strictness.LEGAL);
      long reachable = RoleCount.total(of, Strictness.REACHABLE);
      switch (format) {
        case text -> session.print("%-76s %,6d %,10d", of.title(), legal, reachable);
        case json -> session.print("%s", json(of).put("legal", legal).put("reachable", reachable));
        case csv -> session.print("%s", Csv.row(of.title(), legal, reachable));
      }
    }
    if (format == Format.text) {
      printBounds();
      printDoubts();
    }
  }

  /** What the numbers of this kernel rest on. */
  private void printDoubts() {
    List<Unverified> doubts = Unverified.of(model.kernel());
    if (doubts.isEmpty()) {
      return;
    }
    session.print("");
    session.print("%s differs from 5.14 here in that", model.kernel());
    for (Behaviour behaviour : CountCase.BEHAVIOURS) {
      if (!model.behaviours().has(behaviour)) {
        session.print("  %s is off; on: %s", behaviour, behaviour.summary());
      }
    }
    for (Unverified doubt :
        List.of(Unverified.NESTED_EPT, Unverified.SHADOW_LA57, Unverified.SHADOW_ON_SHADOW)) {
      session.print("  %s", doubt.note(model.kernel()));
    }
  }

  /** An answer about a case; the first kernel's goes without its name. */
  private JsonWriter json(CountCase of) {
    JsonWriter json = new JsonWriter();
    if (!model.words().areThoseOf514()) {
      json.put("kernel", model.kernel().toString());
    }
    return json.put("case", of.title());
  }

  private void printBounds() {
    long bullets = RoleCount.total(cases.get(0), Strictness.BULLETS);
    long most = RoleCount.total(cases.get(0), Strictness.REACHABLE);
    session.print("");
    session.print(
        "the kernel comment's bullets, read literally: %,d = %s", bullets, power(bullets));
    if (model.words().areThoseOf514()) {
      for (CommentBullet bullet : CommentBullet.values()) {
        session.print("  %s", bullet.statement());
        session.print("    %s", bullet.verdict());
      }
    }
    session.print(
        "  if smep_andnot_wp and smap_andnot_wp need CR0.WP clear: %,d",
        RoleCount.bulletsWithAndnotWpOnlyWithoutWp());
    session.print("  its own estimate: 2^13 = %,d", COMMENT_BOUND);
    session.print(
        "most in one counter: %,d = %s; gfn_track holds %,d, %,d times as much",
        most, power(most), GFN_TRACK_MAX, GFN_TRACK_MAX / most);
    session.print("  twice that while a zap_all_fast has left old pages: %,d", 2 * most);
    session.print(
        "reached only when an asynchronous page fault completes, with a walk that asks for nothing:");
    for (CountCase of : cases) {
      long more = RoleCount.totalWithPrefault(of);
      long reachable = RoleCount.total(of, Strictness.REACHABLE);
      if (more != reachable) {
        session.print("  %s: %,d instead of %,d", of.title(), more, reachable);
      }
    }
  }

  void derivation(CountCase of, Strictness strictness, RoleCount count, long tried) {
    switch (format) {
      case text -> printDerivation(of, strictness, count, tried);
      case json -> session.print("%s", json(of, strictness, count, tried));
      case csv -> {
        for (Line line : count.lines()) {
          session.print(
              "%s",
              Csv.row(
                  of.title(),
                  name(strictness),
                  line.name(),
                  product(line),
                  line.count(),
                  line.fresh()));
        }
      }
    }
  }

  private void printDerivation(CountCase of, Strictness strictness, RoleCount count, long tried) {
    session.print(
        "%s",
        session.bold(
            switch (strictness) {
              case BULLETS -> "as the kernel comment's bullets read";
              case LEGAL -> "legal registers, any access: " + title(of);
              case REACHABLE -> "reachable: " + title(of);
            }));
    for (Line line : count.lines()) {
      session.print("  %-26s %s", line.name(), line.why());
      session.print(
          "    %s = %,d%s",
          product(line),
          line.count(),
          line.fresh() == line.count() ? "" : ", of which new: " + line.fresh());
    }
    session.print(
        "  total %,d = %s%s",
        count.total(),
        power(count.total()),
        tried < 0 ? "" : String.format("; all 2^32 words tried: %,d", tried));
    if (strictness == Strictness.REACHABLE) {
      session.print(
          "  gfn_track holds %,d, %,d times as much; the comment's bound is 2^13 = %,d",
          GFN_TRACK_MAX, GFN_TRACK_MAX / count.total(), COMMENT_BOUND);
    }
  }

  private JsonWriter json(CountCase of, Strictness strictness, RoleCount count, long tried) {
    JsonWriter json =
        json(of)
            .put("strictness", name(strictness))
            .putAll(
                "lines",
                count.lines().stream()
                    .map(
                        line ->
                            new JsonWriter()
                                .put("name", line.name())
                                .put("why", line.why())
                                .put("product", product(line))
                                .put("count", line.count())
                                .put("new", line.fresh()))
                    .toList())
            .put("total", count.total());
    return tried < 0 ? json : json.put("brute_force", tried);
  }

  void change(CountCase of, String what, long before, long after) {
    switch (format) {
      case text ->
          session.print(
              "%s: %,d reachable roles instead of %,d; gfn_track holds %,d times as much",
              what, after, before, GFN_TRACK_MAX / after);
      case json ->
          session.print(
              "%s", json(of).put("change", what).put("before", before).put("after", after));
      case csv -> session.print("%s", Csv.row(of.title(), "change", what, "", before, after));
    }
  }

  void profile(String file, Profile profile) {
    List<Profile.Step> steps = profile.count();
    switch (format) {
      case text -> {
        session.print("%s: %d bits, fields %s", file, profile.bits(), profile.fieldNames());
        for (Profile.Step step : steps) {
          session.print("  %,15d  %s", step.left(), step.text());
        }
        long total = steps.get(steps.size() - 1).left();
        session.print(
            "total %,d = %s; gfn_track holds %,d: %s",
            total,
            power(total),
            GFN_TRACK_MAX,
            total > GFN_TRACK_MAX ? "it may overflow" : "it cannot overflow");
      }
      case json ->
          session.print(
              "%s",
              new JsonWriter()
                  .put("file", file)
                  .put("bits", profile.bits())
                  .putAll(
                      "steps",
                      steps.stream()
                          .map(
                              step ->
                                  new JsonWriter()
                                      .put("rule", step.text())
                                      .put("left", step.left()))
                          .toList())
                  .put("total", steps.get(steps.size() - 1).left()));
      case csv ->
          steps.forEach(step -> session.print("%s", Csv.row(file, step.text(), step.left())));
    }
  }

  private String title(CountCase of) {
    return of.title() + (model.words().areThoseOf514() ? "" : ", as Linux " + model.kernel());
  }

  private static String product(Line line) {
    StringJoiner product = new StringJoiner(" x ");
    line.factors().forEach((field, values) -> product.add(values + " " + field));
    return product.length() == 0 ? "1" : product.toString();
  }

  private static String name(Strictness strictness) {
    return strictness.name().toLowerCase(Locale.ROOT);
  }

  private static String power(long count) {
    return count == 0
        ? "none"
        : String.format(Locale.ROOT, "2^%.2f", Math.log(count) / Math.log(2));
  }
}
