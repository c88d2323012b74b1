package dev.bitunion.mmuroles.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What can be expected of the last event: its outcome, its pages, whether it re-configured. */
final class MomentExpectations {
  private MomentExpectations() {}

  static void addTo(Map<String, Step.Noun> nouns) {
    nouns.put("ok", outcome(Outcome.OK));
    nouns.put("gp", outcome(Outcome.GP));
    nouns.put("ud", outcome(Outcome.UD));
    nouns.put("failed", outcome(Outcome.FAILED));
    nouns.put("shutdown", outcome(Outcome.SHUTDOWN));
    nouns.put("reconfigured", MomentExpectations::reconfigured);
    nouns.put("skipped", (w, s) -> last(m -> m.skipped() ? null : configuration(m)));
    nouns.put("untouched", (w, s) -> last(m -> m.roles().isEmpty() ? null : configuration(m)));
    nouns.put("roles", MomentExpectations::roles);
    nouns.put("new", pages(PageChange.Kind.NEW));
    nouns.put("existing", pages(PageChange.Kind.EXISTING));
    nouns.put("zapped", pages(PageChange.Kind.ZAPPED));
    nouns.put("unsynced", pages(PageChange.Kind.UNSYNC));
    nouns.put("synced", pages(PageChange.Kind.SYNC));
    nouns.put("result", MomentExpectations::result);
    nouns.put("zaps", MomentExpectations::zaps);
    nouns.put("access", AccessVerb::expect);
  }

  @FunctionalInterface
  private interface MomentCheck {
    String differs(Moment moment);
  }

  private static Step.Check last(MomentCheck check) {
    return simulation ->
        simulation.last() == null ? "nothing has happened yet" : check.differs(simulation.last());
  }

  private static Step.Noun outcome(Outcome expected) {
    return (words, symbols) -> last(m -> Expectations.differs(expected, m.outcome()));
  }

  /** {@code reconfigured [N]}: at least once, or exactly so many times. */
  private static Step.Check reconfigured(Words words, Symbols symbols) {
    if (!words.more()) {
      return last(m -> m.reconfigured() ? null : configuration(m));
    }
    long expected = Symbols.number(words.next("a number"));
    return last(
        m ->
            Expectations.differs(
                expected, m.roles().stream().filter(RoleChange::configured).count()));
  }

  private static String configuration(Moment moment) {
    if (moment.roles().isEmpty()) {
      return "no role was computed";
    }
    return moment.reconfigured() ? "a context was re-configured" : "re-configuration was skipped";
  }

  /** {@code roles WORD...}: every role stored during the event, in order. */
  private static Step.Check roles(Words words, Symbols symbols) {
    List<String> expected = new ArrayList<>();
    do {
      expected.add(String.format("0x%016x", Symbols.number(words.next("a role"))));
    } while (words.more());
    return last(
        m ->
            Expectations.differs(
                expected,
                m.roles().stream()
                    .filter(RoleChange::configured)
                    .map(change -> String.format("0x%016x", change.after()))
                    .toList()));
  }

  /** {@code new PAGE... | none}: exactly these, in order. */
  private static Step.Noun pages(PageChange.Kind kind) {
    return (words, symbols) -> {
      List<String> expected = new ArrayList<>();
      if (!words.take("none")) {
        do {
          expected.add(PageName.read(words, symbols).toString());
        } while (words.more());
      }
      return last(
          m ->
              Expectations.differs(
                  expected,
                  m.pages().stream()
                      .filter(change -> change.kind() == kind)
                      .map(change -> Snapshot.page(change.role(), change.gfn()))
                      .toList()));
    };
  }

  /** {@code zaps N}: how many zaps the event traced. */
  private static Step.Check zaps(Words words, Symbols symbols) {
    long expected = Symbols.number(words.next("a number"));
    return last(
        m ->
            Expectations.differs(
                expected,
                m.pages().stream().filter(c -> c.kind() == PageChange.Kind.ZAPPED).count()));
  }

  /** {@code result TEXT}: what a fault or walk came to, as the timeline prints it. */
  private static Step.Check result(Words words, Symbols symbols) {
    StringBuilder expected = new StringBuilder(words.next("a result").text());
    while (words.more()) {
      expected.append(' ').append(words.next("a word").text());
    }
    return last(m -> Expectations.differs(expected.toString(), m.detail()));
  }
}
