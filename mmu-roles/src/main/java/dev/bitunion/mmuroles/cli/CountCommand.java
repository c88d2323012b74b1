package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.check.CountCase;
import dev.bitunion.mmuroles.check.Paging;
import dev.bitunion.mmuroles.check.ReachableRoles;
import dev.bitunion.mmuroles.check.RoleCount;
import dev.bitunion.mmuroles.check.RoleCount.Strictness;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.List;
import java.util.function.LongToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many page roles one gfn's tracked shadow pages can have, and how that number comes about. */
@Command(
    name = "count",
    description =
        "Counts the distinct roles of one gfn's indirect upper-level shadow pages: what the"
            + " 16-bit gfn_track counter must hold.",
    footer = {
      "",
      "Without --mmu: every kind of VM, a line each. With --mmu: the derivation, three times as",
      "strict: as the kernel comment's bullets read, by legal registers, by what can be reached.",
      "A profile has lines 'field NAME BITS', 'pad BITS' and 'rule CONDITION'.",
      "",
      "Examples:",
      "  mmu-roles count",
      "  mmu-roles count --mmu shadow --brute-force",
      "  mmu-roles count --mmu shadow --no-la57 --drop cr0_wp",
      "  mmu-roles count --mmu ept --add execonly",
      "  mmu-roles count --kernel 6.1 --mmu shadow",
      "  mmu-roles count --profile candidate.txt"
    })
final class CountCommand extends Subcommand {
  @Option(
      names = "--mmu",
      paramLabel = "MMU",
      description = "shadow, ept or npt: what the VM's shadow pages shadow")
  private String mmu;

  @Option(names = "--no-la57", description = "the guest (EPT: L1) has four levels at most")
  private boolean noLa57;

  @Option(names = "--no-nested", description = "shadow: no guest runs a guest of its own")
  private boolean noNested;

  @Option(names = "--smm", description = "shadow: the address space of system management mode")
  private boolean smm;

  @Option(names = "--no-execonly", description = "ept: L1 is offered no execute-only entries")
  private boolean noExeconly;

  @Option(names = "--no-ad", description = "ept: L1 is offered no accessed and dirty bits")
  private boolean noAd;

  @Option(names = "--brute-force", description = "also try all 2^32 words")
  private boolean bruteForce;

  @Option(
      names = "--add",
      paramLabel = "FIELD",
      description = "what the role would cost with this bit of the extended role, or a new one")
  private String add;

  @Option(
      names = "--drop",
      paramLabel = "FIELD",
      description = "what would be left without this field of the page role")
  private String drop;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "count the words of a layout of your own")
  private String profile;

  @Mixin private FormatOption format = new FormatOption();
  @Mixin private KernelOption kernel = new KernelOption();

  private RoleModel model;

  CountCommand(Session session) {
    super(session);
  }

  @Override
  boolean takes(List<String> words) {
    return words.isEmpty();
  }

  @Override
  public Integer call() {
    model = kernel.model();
    if (profile != null) {
      if (mmu != null || ofOneCase()) {
        throw usage("--profile describes the words alone: it takes no other option");
      }
      new CountReport(session, format.format(), model)
          .profile(profile, ProfileFile.read(session, profile));
    } else if (mmu == null) {
      if (ofOneCase()) {
        throw usage("this option needs --mmu shadow, ept or npt");
      }
      new CountReport(session, format.format(), model).all();
    } else {
      derive(countCase().on(model));
    }
    return ExitCode.FINE;
  }

  private boolean ofOneCase() {
    return noLa57
        || noNested
        || smm
        || noExeconly
        || noAd
        || bruteForce
        || add != null
        || drop != null;
  }

  private CountCase countCase() {
    for (Paging paging : Paging.values()) {
      if (paging.option().equals(mmu)) {
        return countCase(paging);
      }
    }
    throw usage("--mmu " + mmu + ": it is shadow, ept or npt");
  }

  private CountCase countCase(Paging paging) {
    switch (paging) {
      case SHADOW -> {
        refuse(noExeconly, "--no-execonly", "ept");
        refuse(noAd, "--no-ad", "ept");
        if (smm && noNested) {
          throw usage("--no-nested says nothing with --smm: no nested guest runs there");
        }
        return CountCase.shadow(!noLa57, smm || noNested ? 1 : 2, smm ? 1 : 0);
      }
      case NESTED_EPT -> {
        refuse(noNested, "--no-nested", "shadow");
        refuse(smm, "--smm", "shadow");
        return CountCase.ept(!noLa57, !noExeconly, !noAd);
      }
      default -> {
        refuse(noNested, "--no-nested", "shadow");
        refuse(smm, "--smm", "shadow");
        refuse(noLa57, "--no-la57", "shadow and ept");
        refuse(noExeconly, "--no-execonly", "ept");
        refuse(noAd, "--no-ad", "ept");
        return CountCase.npt();
      }
    }
  }

  private void refuse(boolean given, String option, String where) {
    if (given) {
      throw usage(option + " means nothing with --mmu " + mmu + "; it belongs to " + where);
    }
  }

  private void derive(CountCase of) {
    long without = drop == null ? 0 : countWithoutDropped(of);
    CountReport report = new CountReport(session, format.format(), model);
    long total = 0;
    for (Strictness strictness : Strictness.values()) {
      RoleCount count = RoleCount.of(of, strictness);
      long tried = bruteForce ? RoleCount.bruteForce(of, strictness) : -1;
      report.derivation(of, strictness, count, tried);
      total = count.total();
    }
    if (drop != null) {
      report.change(of, "without " + drop, total, without);
    }
    if (add != null) {
      LongToIntFunction bit = ReachableRoles.extendedRoleBit(add);
      long with = bit == null ? 2 * total : ReachableRoles.wordsWith(of, bit).size();
      String what = bit == null ? " (no bit of the extended role: taken as independent)" : "";
      report.change(of, "with " + add + what, total, with);
    }
  }

  private long countWithoutDropped(CountCase of) {
    try {
      // The same bit of the word, inverted.
      boolean inverted = !model.words().areThoseOf514() && drop.equals("has_4_byte_gpte");
      String field = inverted ? "gpte_is_8_bytes" : drop;
      return RoleCount.without(of, Strictness.REACHABLE, field);
    } catch (IllegalArgumentException e) {
      throw usage("--drop: " + e.getMessage());
    }
  }
}
