package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.conform.ConformKind;
import dev.bitunion.mmuroles.conform.ConformKinds;
import dev.bitunion.mmuroles.conform.DataLines;
import dev.bitunion.mmuroles.conform.MalformedRowException;
import dev.bitunion.mmuroles.conform.Mismatch;
import dev.bitunion.mmuroles.conform.Tally;
import dev.bitunion.mmuroles.role.KernelVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares the simulator with vectors that a kernel's own functions computed. */
@Command(
    name = "conform",
    description =
        "Compares every value of vector files with what the simulator computes."
            + " The kind of a file is told from its content.",
    footer = {
      "",
      "Prints 'FILE: R rows, N checked, M mismatched, S skipped', then the first mismatches.",
      "Exit code 1 if M or S is not 0, or if N is 0. A file of a kind not supported is named;",
      "exit code 3 only if nothing was checked.",
      "",
      "Examples:",
      "  mmu-roles conform roles.csv.gz tdp_level.csv",
      "  zcat bitlayout.csv.gz | mmu-roles conform --format json -"
    })
final class ConformCommand extends Subcommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "vector files, - for stdin")
  private List<String> files;

  @Mixin private FormatOption format;
  @Mixin private KernelOption kernel;

  private int unsupported;
  private int checkedFiles;

  ConformCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (!kernel.model().kernel().equals(KernelVersion.V5_14)) {
      throw usage("--kernel: vectors are the kernel's own answers, and there are none but 5.14's");
    }
    if (format.format() == Format.csv) {
      session.out().println("file,kind,rows,checked,mismatched,skipped");
    }
    int worst = forEach(files, this::conform);
    return unsupported > 0 && checkedFiles == 0 ? ExitCode.INPUT : worst;
  }

  private int conform(String file) {
    try (BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    Inputs.openText(session, file), StandardCharsets.ISO_8859_1));
        Progress progress = new Progress(session, file)) {
      DataLines lines = new DataLines(reader, rows -> progress.at(rows, "rows"));
      Optional<ConformKind> kind = ConformKinds.of(lines.sample(baseName(file)));
      if (kind.isEmpty()) {
        unsupported++;
        notSupported(file);
        return ExitCode.FINE;
      }
      Tally tally = new Tally();
      kind.get().check(lines, tally);
      checkedFiles++;
      report(file, kind.get(), lines.rows(), tally);
      return tally.clean() ? ExitCode.FINE : ExitCode.FOUND;
    } catch (IOException e) {
      throw Inputs.failure(file, e);
    } catch (MalformedRowException e) {
      throw Failure.input(file + ": " + e.getMessage());
    }
  }

  private static String baseName(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private void notSupported(String file) {
    switch (format.format()) {
      case text -> session.out().println(file + ": not supported");
      case json ->
          session.out().println(new JsonWriter().put("file", file).put("kind", (String) null));
      case csv -> session.out().println(Csv.row(file, null, null, null, null, null));
    }
  }

  private void report(String file, ConformKind kind, long rows, Tally tally) {
    switch (format.format()) {
      case text -> {
        session
            .out()
            .printf(
                "%s: %d rows, %d checked, %d mismatched, %d skipped%n",
                file, rows, tally.checked(), tally.mismatched(), tally.skipped());
        tally.mismatches().forEach(mismatch -> session.out().println("  " + mismatch));
        tally.skips().forEach(skip -> session.out().println("  " + skip));
      }
      case json ->
          session
              .out()
              .println(
                  new JsonWriter()
                      .put("file", file)
                      .put("kind", kind.name())
                      .put("rows", rows)
                      .put("checked", tally.checked())
                      .put("mismatched", tally.mismatched())
                      .put("skipped", tally.skipped())
                      .putAll(
                          "mismatches",
                          tally.mismatches().stream().map(ConformCommand::json).toList())
                      .put("skips", tally.skips()));
      case csv ->
          session
              .out()
              .println(
                  Csv.row(
                      file,
                      kind.name(),
                      rows,
                      tally.checked(),
                      tally.mismatched(),
                      tally.skipped()));
    }
  }

  private static JsonWriter json(Mismatch mismatch) {
    return new JsonWriter()
        .put("line", mismatch.line())
        .put("what", mismatch.what())
        .put("expected", mismatch.expected())
        .put("actual", mismatch.actual());
  }
}
