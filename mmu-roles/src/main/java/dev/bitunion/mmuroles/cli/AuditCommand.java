package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.audit.PageList;
import dev.bitunion.mmuroles.audit.PageListReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Audits the shadow pages that a debugger listed. */
@Command(
    name = "audit",
    description =
        "Audits a list of shadow pages, as crash or drgn dump it: roles that no page can have,"
            + " two live pages of the same gfn and role, roles per gfn, and the gfn_track that the"
            + " pages explain.",
    footer = {
      "",
      "Reads JSON Lines {\"gfn\": ..., \"role\": ...}, CSV gfn,role, and text with 'gfn = 0x...' and",
      "'role.word = 0x...', on one line or several, packed with gzip or not. Digits only are decimal.",
      "A list is one VM's pages at one moment.",
      "Exit code 1 if a role is impossible or a page stands twice, 3 if an entry cannot be read.",
      "",
      "Examples:",
      "  mmu-roles audit pages.jsonl",
      "  mmu-roles audit --kernel 6.1 --format json pages.csv",
      "  mmu-roles audit - < crash.txt"
    })
final class AuditCommand extends Subcommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "lists of pages, - for stdin")
  private List<String> files;

  @Mixin private ProfileOption kernel;

  @Mixin private FormatOption format;

  AuditCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    kernel.model();
    var profile = kernel.profile(session);
    if (format.format() == Format.csv) {
      session.out().println(AuditPrinter.CSV_HEADER);
    }
    return forEach(files, file -> audit(file, new PageList(profile)));
  }

  private int audit(String file, PageList list) {
    PageListReader reader = new PageListReader(list);
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(Inputs.openText(session, file), StandardCharsets.UTF_8))) {
      reader.read(in);
    } catch (IOException e) {
      throw Inputs.failure(file, e);
    }
    if (list.pages() == 0 && reader.badLines() == 0) {
      throw Failure.input(
          file + ": no page in it; write 'gfn,role' rows, or lines {\"gfn\": ..., \"role\": ...}");
    }
    new AuditPrinter(session, format.format()).print(file, list);
    if (reader.badLines() > 0) {
      throw Failure.input(
          file + ": " + reader.firstReason() + " (entries not read: " + reader.badLines() + ")");
    }
    return list.findings().isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
  }
}
