package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.defect.BlamedViolation;
import dev.bitunion.mmuroles.defect.WatchedScenario;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.Unverified;
import dev.bitunion.mmuroles.scenario.Moment;
import dev.bitunion.mmuroles.scenario.Scenario;
import dev.bitunion.mmuroles.scenario.ScenarioException;
import dev.bitunion.mmuroles.scenario.ScenarioFailure;
import dev.bitunion.mmuroles.scenario.TraceSink;
import dev.bitunion.mmuroles.scenario.TraceWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays a scenario on the simulator and prints what happened. */
@Command(
    name = "sim",
    description =
        "Plays scenarios: register loads, SMM, nested transitions, faults and table writes, an event"
            + " a line, and prints for each the roles, the pages made, reused and zapped, and the"
            + " roots.",
    footer = {
      "",
      "Exit code 1 if an expectation does not hold, or, with --check, if an invariant does not and no",
      "named behaviour of the kernel is to blame; 3 if a scenario cannot be understood: the error",
      "names line and column.",
      "",
      "Examples:",
      "  mmu-roles sim scenarios/14-wp-toggle.scenario",
      "  mmu-roles sim --format json my.scenario",
      "  mmu-roles sim --check my.scenario",
      "  mmu-roles sim --kernel 6.1 my.scenario",
      "  mmu-roles sim --trace my.trace my.scenario && mmu-roles replay my.trace"
    })
final class SimCommand extends Subcommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "scenarios, - for stdin")
  private List<String> files;

  @Option(
      names = "--trace",
      paramLabel = "TRACE",
      description = "write the events of the one scenario as a trace that replay reads")
  private Path trace;

  @Option(
      names = "--check",
      description =
          "check the invariants after every event, and say which behaviour of the kernel is to"
              + " blame for one that does not hold")
  private boolean check;

  @Mixin private FormatOption format;
  @Mixin private KernelOption kernel;

  private KernelVersion version;

  SimCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    version = kernel.model().kernel();
    if (trace != null && files.size() > 1) {
      throw usage("--trace takes the events of one scenario; name one FILE");
    }
    if (format.format() == Format.csv) {
      session.out().println(SimPrinter.CSV_HEADER);
    }
    return forEach(files, this::play);
  }

  private int play(String file) {
    List<Moment> moments = new ArrayList<>();
    List<BlamedViolation> violations = new ArrayList<>();
    StringWriter written = new StringWriter();
    List<ScenarioFailure> failures;
    Scenario scenario;
    try {
      scenario = Scenario.read(lines(file), version);
      TraceSink sink =
          trace == null
              ? TraceSink.NONE
              : new TraceWriter(new PrintWriter(written), scenario.traceFacts());
      failures =
          check
              ? watch(scenario, moments::add, sink, violations)
              : scenario.run(moments::add, sink);
    } catch (ScenarioException e) {
      throw Failure.input(file + ":" + e.getMessage());
    }
    if (trace != null) {
      write(written.toString());
    }
    new SimPrinter(session, format.format())
        .print(file, moments, scenario.expectations(), failures, check ? violations : null);
    doubts(moments).forEach(doubt -> session.note(file + ": " + doubt.note(version)));
    boolean news = violations.stream().anyMatch(violation -> violation.blamed().isEmpty());
    return failures.isEmpty() && !news ? ExitCode.FINE : ExitCode.FOUND;
  }

  /** What happens in the scenario that nothing shows of the kernel. */
  private List<Unverified> doubts(List<Moment> moments) {
    List<Unverified> doubts = new ArrayList<>(Unverified.of(version));
    doubts.removeIf(
        doubt ->
            switch (doubt) {
              case NESTED_EPT -> !happens(moments, "vmenter");
              case SMM -> !happens(moments, "smi");
              default -> true;
            });
    return doubts;
  }

  private static boolean happens(List<Moment> moments, String verb) {
    return moments.stream().anyMatch(moment -> moment.event().startsWith(verb));
  }

  private static List<ScenarioFailure> watch(
      Scenario scenario,
      Consumer<Moment> timeline,
      TraceSink sink,
      List<BlamedViolation> violations) {
    WatchedScenario run = WatchedScenario.play(scenario, scenario.behaviours(), timeline, sink);
    violations.addAll(BlamedViolation.of(scenario, run));
    return run.failures();
  }

  private List<String> lines(String file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Inputs.openText(session, file), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw Inputs.failure(file, e);
    }
  }

  private void write(String text) {
    try {
      Files.writeString(trace, text);
    } catch (IOException e) {
      throw Failure.input("--trace: " + trace + ": cannot be written: " + e.getMessage());
    }
  }
}
