package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.check.Minimality;
import dev.bitunion.mmuroles.check.Minimality.Row;
import dev.bitunion.mmuroles.check.RoleMode;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Does every field of the page role keep something apart? */
@Command(
    name = "minimality",
    description =
        "Which fields of the page role keep pages apart that mean the same? Goes through every"
            + " legal register state, for each kind of page.",
    footer = {
      "",
      "A field without effect costs pages and breaks nothing: the exit code is 0.",
      "",
      "Examples:",
      "  mmu-roles check minimality",
      "  mmu-roles check minimality --format json"
    })
final class CheckMinimalityCommand extends Subcommand {
  @Mixin private FixOption fix;
  @Mixin private KernelOption kernel;
  @Mixin private FormatOption format;

  CheckMinimalityCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    RoleModel model = fix.fix(kernel.model());
    switch (format.format()) {
      case text ->
          print("%-7s %-7s %-16s %-15s %s", "mmu", "entries", "field", "verdict", "root roles");
      case csv -> print("mmu,tables,field,verdict,words,without");
      default -> {}
    }
    for (RoleMode mode : RoleMode.values()) {
      Minimality.of(mode, model).forEach(this::print);
    }
    return ExitCode.FINE;
  }

  private void print(Row row) {
    String verdict = row.verdict().name().toLowerCase(Locale.ROOT);
    String mmu = row.mode().option();
    switch (format.format()) {
      case text ->
          print(
              "%-7s %-7s %-16s %-15s %s",
              mmu,
              row.tables(),
              row.field(),
              verdict.replace('_', ' '),
              row.verdict() == Minimality.Verdict.WITHOUT_EFFECT
                  ? row.words() + ", without it " + row.without()
                  : row.words());
      case json ->
          print(
              "%s",
              new JsonWriter()
                  .put("mmu", mmu)
                  .put("tables", row.tables())
                  .put("field", row.field())
                  .put("verdict", verdict)
                  .put("words", row.words())
                  .put("without", row.without()));
      case csv ->
          print("%s", Csv.row(mmu, row.tables(), row.field(), verdict, row.words(), row.without()));
    }
  }
}
