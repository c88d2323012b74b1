package dev.bitunion.mmuroles.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PageRulesTest {
  private static final long SEED = 171_000;

  private static final EnumSet<ViolationKind> ALL = EnumSet.noneOf(ViolationKind.class);

  private static List<Violation> violations(List<SimEvent> events, boolean text) {
    ViolationLog log = new ViolationLog();
    PageRules rules = new PageRules(log);
    rules.start(false);
    EventLine line = new EventLine();
    PageEvent page = new PageEvent();
    long number = 0;
    for (SimEvent event : events) {
      number++;
      if (event.kind() == EventKind.ZAP_ALL_FAST) {
        rules.zapAllFast(event.generation(), rules.pages().used(), number);
      } else {
        assertThat(Lines.parse(line, text ? event.text() : event.raw())).isTrue();
        assertThat(page.decode(line)).isTrue();
        rules.page(line.kind(), page, line, number);
      }
    }
    return log.list(ALL);
  }

  @Test
  void whatAKernelPrintsBreaksNoRule() throws Exception {
    for (int round = 0; round < 60; round++) {
      SimCache cache = new SimCache(new Random(SEED + round));
      List<SimEvent> events = cache.run(1_500, 1 + round);
      assertThat(violations(events, false)).as("seed %d", SEED + round).isEmpty();
      assertThat(violations(events, true)).as("text, seed %d", SEED + round).isEmpty();
      ReplayReport report =
          Lines.replay(
              events.stream()
                  .filter(event -> event.kind() != EventKind.ZAP_ALL_FAST)
                  .map(SimEvent::raw)
                  .toList(),
              ReplayOptions.Start.MID_LIFE);
      assertThat(report.violations()).isZero();
    }
  }

  @Test
  void theGreatestCountsAreThoseOfTheCache() throws Exception {
    for (int round = 0; round < 40; round++) {
      SimCache cache = new SimCache(new Random(SEED - round));
      List<String> lines = cache.run(800, 5).stream().map(SimEvent::raw).toList();
      ReplayReport report = Lines.replay(lines);
      assertThat(report.maxRolesPerGfn()).as("seed %d", SEED - round).isEqualTo(cache.mostLive);
      assertThat(report.gfnTrackPeak()).as("seed %d", SEED - round).isEqualTo(cache.trackPeak);
    }
  }

  @Test
  void wrongEventsAreThoseThatASlowModelFinds() {
    Random random = new Random(SEED);
    for (int round = 0; round < 400; round++) {
      List<SimEvent> events = new ArrayList<>(new SimCache(new Random(SEED + round)).run(300, 4));
      for (int mutation = random.nextInt(4); mutation >= 0; mutation--) {
        mutate(events, random);
      }
      TreeMap<Long, Integer> expected = new TreeMap<>();
      SlowRules model = new SlowRules();
      long number = 0;
      for (SimEvent event : events) {
        number++;
        int broken = model.apply(event);
        if (broken > 0) {
          expected.merge(number, broken, Integer::sum);
        }
      }
      TreeMap<Long, Integer> found = new TreeMap<>();
      for (Violation violation : violations(events, false)) {
        // The model reports a missing sync where it is missed, the rules on the zap.
        long at =
            violation.kind() == ViolationKind.SYNC_MISSING
                ? nextPageEvent(events, violation.line())
                : violation.line();
        if (violation.kind() != ViolationKind.GENERATION) {
          found.merge(at, 1, Integer::sum);
        }
      }
      assertThat(found).as("seed %d round %d", SEED, round).isEqualTo(expected);
    }
  }

  private static long nextPageEvent(List<SimEvent> events, long line) {
    int next = (int) line;
    while (events.get(next).kind() == EventKind.ZAP_ALL_FAST) {
      next++;
    }
    return next + 1;
  }

  private static void mutate(List<SimEvent> events, Random random) {
    int at = random.nextInt(events.size());
    SimEvent event = events.get(at);
    if (event.kind() == EventKind.ZAP_ALL_FAST) {
      return;
    }
    switch (random.nextInt(3)) {
      case 0 -> events.remove(at);
      case 1 -> {
        int bit = 1 << random.nextInt(32);
        if (bit != 0x800) {
          events.set(at, event.withRole(event.role() ^ bit));
        }
      }
      default -> events.add(laterInEpoch(events, at, random.nextInt(100)), event);
    }
  }

  private static int laterInEpoch(List<SimEvent> events, int from, int most) {
    int at = from;
    while (at < Math.min(events.size(), from + most)
        && events.get(at).kind() != EventKind.ZAP_ALL_FAST) {
      at++;
    }
    return at;
  }

  /** Text stands for every way to fill in what it does not print: tried out one by one. */
  @Test
  void inTextOnlyWhatHoldsForEveryCompletionIsReported() {
    Random random = new Random(SEED);
    int[] reported = new int[2];
    for (int round = 0; round < 3_000; round++) {
      List<SimEvent> events = new ArrayList<>();
      int count = 2 + random.nextInt(5);
      for (int i = 0; i < count; i++) {
        events.add(randomEvent(random));
      }
      boolean expected = !someCompletionFits(events, new int[count], 0, 0);
      boolean found = !violations(events, true).isEmpty();
      assertThat(found).as("round %d: %s", round, events).isEqualTo(expected);
      reported[found ? 1 : 0]++;
    }
    assertThat(reported[0]).isGreaterThan(100);
    assertThat(reported[1]).isGreaterThan(100);
  }

  private static SimEvent randomEvent(Random random) {
    int role = 0x711;
    return switch (random.nextInt(6)) {
      case 0, 1 -> SimEvent.get(1, role, 0, false, true);
      case 2 -> SimEvent.get(1, role, 0, random.nextBoolean(), false);
      case 3 -> SimEvent.of(EventKind.UNSYNC_PAGE, 1, role, 0, false);
      case 4 -> SimEvent.of(EventKind.SYNC_PAGE, 1, role, 0, true);
      default -> SimEvent.of(EventKind.PREPARE_ZAP_PAGE, 1, role, 0, false);
    };
  }

  /** Hidden fields only tell pages apart, so it is enough to say which events share a page. */
  private static boolean someCompletionFits(
      List<SimEvent> events, int[] hidden, int at, int words) {
    if (at == events.size()) {
      SlowRules model = new SlowRules();
      for (int i = 0; i < hidden.length; i++) {
        SimEvent event = events.get(i);
        if (model.apply(event.withRole(event.role() + 0x2000 * hidden[i])) > 0) {
          return false;
        }
      }
      return true;
    }
    for (hidden[at] = 0; hidden[at] <= words; hidden[at]++) {
      int next = Math.max(words, hidden[at] + 1);
      int chosen = hidden[at];
      if (someCompletionFits(events, hidden, at + 1, next)) {
        return true;
      }
      hidden[at] = chosen;
    }
    return false;
  }
}
