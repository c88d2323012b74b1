package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.scenario.KernelComparison;
import dev.bitunion.mmuroles.scenario.KernelComparison.Difference;
import dev.bitunion.mmuroles.scenario.KernelComparison.Event;
import dev.bitunion.mmuroles.scenario.ScenarioException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Prints where two kernels part on a scenario, and which behaviours part them. */
final class ScenarioDiff {
  static final String CSV_HEADER = "file,line,event,what,first,second,because";

  private final Session session;
  private final Format format;
  private final KernelVersion first;
  private final KernelVersion second;

  /**
   * Prepares.
   *
   * @throws Failure with exit code 2 if a kernel's behaviour is not modelled
   */
  ScenarioDiff(Session session, Format format, String first, String second) {
    this.session = session;
    this.format = format;
    this.first = modelled(first);
    this.second = modelled(second);
  }

  private static KernelVersion modelled(String text) {
    try {
      return RoleModel.of(KernelVersion.parse(text)).kernel();
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--kernel: " + e.getMessage());
    }
  }

  /** Whether an argument names a scenario, and is no word. */
  static boolean isScenario(String argument) {
    return argument.equals("-") || argument.contains(".") || argument.contains("/");
  }

  int print(String file) {
    List<Event> events;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Inputs.openText(session, file), StandardCharsets.UTF_8))) {
      events = KernelComparison.of(reader.lines().toList(), first, second);
    } catch (IOException e) {
      throw Inputs.failure(file, e);
    } catch (ScenarioException e) {
      throw Failure.input(file + ":" + e.getMessage());
    }
    switch (format) {
      case text -> text(file, events);
      case json -> json(file, events);
      case csv -> events.forEach(event -> csv(file, event));
    }
    return ExitCode.FINE;
  }

  private static Set<Behaviour> all(List<Event> events) {
    return events.stream()
        .flatMap(event -> event.differences().stream())
        .flatMap(difference -> difference.because().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void text(String file, List<Event> events) {
    for (Event event : events) {
      boolean same = event.differences().isEmpty();
      session
          .out()
          .println(
              String.format("%4d  ", event.first().line())
                  + session.bold(event.first().event())
                  + (same ? "  alike" : ""));
      for (Difference difference : event.differences()) {
        row(difference.what(), first + ":", difference.first());
        row("", second + ":", difference.second());
        row("", "why:", names(difference));
      }
    }
    long parted = events.stream().filter(event -> !event.differences().isEmpty()).count();
    session
        .out()
        .printf(
            "%s: %d events, %s and %s part in %d%n", file, events.size(), first, second, parted);
    for (Behaviour behaviour : all(events)) {
      KernelVersion on = behaviour.in(first) ? first : second;
      session.out().printf("  %s, on in %s: %s%n", behaviour, on, behaviour.summary());
    }
  }

  private void row(String what, String label, String value) {
    session.out().printf("      %-10s  %-5s %s%n", what, label, value);
  }

  private static String names(Difference difference) {
    return difference.because().stream().map(Enum::name).collect(Collectors.joining(", "));
  }

  private void json(String file, List<Event> events) {
    JsonWriter json =
        new JsonWriter()
            .put("file", file)
            .put("a", first.toString())
            .put("b", second.toString())
            .putAll("events", events.stream().map(ScenarioDiff::json).toList())
            .put("behaviours", all(events).stream().map(Enum::name).toList());
    session.out().println(json);
  }

  private static JsonWriter json(Event event) {
    return new JsonWriter()
        .put("line", event.first().line())
        .put("event", event.first().event())
        .putAll(
            "differences",
            event.differences().stream()
                .map(
                    one ->
                        new JsonWriter()
                            .put("what", one.what())
                            .put("a", one.first())
                            .put("b", one.second())
                            .put("because", one.because().stream().map(Enum::name).toList()))
                .toList());
  }

  private void csv(String file, Event event) {
    for (Difference one : event.differences()) {
      session
          .out()
          .println(
              Csv.row(
                  file,
                  event.first().line(),
                  event.first().event(),
                  one.what(),
                  one.first(),
                  one.second(),
                  names(one)));
    }
  }
}
