package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.check.RoleCondition;
import dev.bitunion.mmuroles.check.reuse.LayoutFields;
import dev.bitunion.mmuroles.check.reuse.ReuseCheck;
import dev.bitunion.mmuroles.role.ReuseKey;
import dev.bitunion.mmuroles.role.ReuseKey.Added;
import dev.bitunion.mmuroles.role.RoleField;
import dev.bitunion.mmuroles.role.RoleModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Do contexts that share a page by its role always mean the same by it? */
@Command(
    name = "reuse",
    description =
        "Do two contexts that share a shadow page by its role ever see wrong rights or wrong memory"
            + " through it, or lose an accessed or dirty bit? Plays accesses on small machines and"
            + " holds each against the guest's own tables.",
    footer = {
      "",
      "Exit code 1 if something is found that no named behaviour of the kernel explains; with",
      "--drop or --layout, if a victim is found.",
      "CONDITION is made of the fields of both role words: 'cr4_smap & !cr0_wp', 'level = 4..5'.",
      "",
      "Examples:",
      "  mmu-roles check reuse",
      "  mmu-roles check reuse --drop access",
      "  mmu-roles check reuse --add cr4_pse --drop cr4_pse",
      "  mmu-roles check reuse --layout 4.15",
      "  mmu-roles check reuse --drop smm --write victims && mmu-roles sim victims/*.scenario"
    })
final class CheckReuseCommand extends Subcommand {
  @Option(
      names = "--drop",
      paramLabel = "FIELD",
      description = "reuse pages without comparing this field of the page role; all: each in turn")
  private String drop;

  @Option(
      names = "--add",
      paramLabel = "NAME[=CONDITION]",
      description = "give the page role a flag: one of the extended role's, or what CONDITION says")
  private List<String> add = List.of();

  @Option(
      names = "--layout",
      paramLabel = "VERSION",
      description = "the fields that this kernel's page role had: a victim of each it lacks")
  private String layout;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "the fields of a page role of your own, as for count")
  private String profile;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "of the random sequences (1)")
  private long seed;

  @Option(
      names = "--samples",
      paramLabel = "NUMBER",
      defaultValue = "20000",
      description = "how many random sequences follow the exhaustive part (20000)")
  private int samples;

  @Option(
      names = "--write",
      paramLabel = "DIR",
      description = "write each victim as a scenario that sim plays")
  private Path directory;

  @Mixin private FixOption fix;
  @Mixin private KernelOption kernel;
  @Mixin private FormatOption format;

  CheckReuseCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (layout != null && profile != null) {
      throw usage("--layout and --profile both say which fields there are; give one");
    }
    if (samples < 0) {
      throw usage("--samples " + samples + ": it is 0 or more");
    }
    List<RoleField> lacking = lacking();
    int missing = lacking.stream().mapToInt(RoleField::mask).reduce(0, (a, b) -> a | b);
    RoleModel kernels = fix.fix(kernel.model());
    ReuseReport report = new ReuseReport(session, format.format(), directory, kernels);
    RoleModel whole = kernels.withKey(new ReuseKey(~missing, added()));
    List<RoleField> fields = drop == null ? lacking : droppedFields(whole);
    report.begin(layout == null ? profile : "Linux " + layout, whole.key().added());
    if (drop != null && fields.isEmpty()) {
      return run(report, whole, c -> report.dropped(drop, List.of(), c.withoutAdded(drop)));
    }
    if (fields.isEmpty()) {
      return run(report, whole, check -> report.whole(check.whole()));
    }
    // What a layout lacks is asked of a key that has it.
    RoleModel reference = drop != null ? whole : kernels.withKey(new ReuseKey(-1, added()));
    return each(report, reference, fields);
  }

  /** The fields of the role that are left out; none if it is a flag that --add adds. */
  private List<RoleField> droppedFields(RoleModel whole) {
    List<RoleField> compared =
        LayoutFields.all().stream()
            .filter(field -> (whole.key().compared() & field.mask()) != 0)
            .toList();
    RoleField field = LayoutFields.of(drop);
    if (drop.equals("all")) {
      return compared;
    }
    if (compared.contains(field)) {
      return List.of(field);
    }
    if (whole.key().added().stream().anyMatch(flag -> flag.name().equals(drop))) {
      return List.of();
    }
    throw usage(
        "--drop "
            + WordArgument.quote(drop)
            + ": no field of this page role on which reuse depends; there are all, "
            + compared.stream().map(RoleField::name).collect(Collectors.joining(", "))
            + ", and what --add adds");
  }

  private int each(ReuseReport report, RoleModel model, List<RoleField> fields) {
    int worst = ExitCode.FINE;
    for (RoleField field : fields) {
      int code =
          run(
              report,
              model,
              check ->
                  report.dropped(
                      field.name(), List.of("drop " + field.name()), check.without(field.mask())));
      worst = Math.max(worst, code);
    }
    return worst;
  }

  /** A search and its report. */
  @FunctionalInterface
  private interface Search {
    int go(ReuseCheck check);
  }

  private int run(ReuseReport report, RoleModel model, Search search) {
    try (Progress progress = new Progress(session, "check reuse")) {
      ReuseCheck check =
          new ReuseCheck(model, seed, samples, count -> progress.at(count, "sequences"));
      report.seeded(seed, samples);
      Interrupt interrupt = new Interrupt(() -> report.stopped(check));
      try {
        return search.go(check);
      } finally {
        interrupt.end();
      }
    }
  }

  private List<Added> added() {
    List<Added> flags = new ArrayList<>();
    for (String text : add) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals).strip();
      String condition = equals < 0 ? text : text.substring(equals + 1);
      if (!name.matches("[A-Za-z_]\\w*") || LayoutFields.of(name) != null) {
        throw usage("--add " + WordArgument.quote(text) + ": the flag needs a name of its own");
      }
      try {
        flags.add(new Added(name, RoleCondition.parse(condition)));
      } catch (IllegalArgumentException e) {
        throw usage("--add " + WordArgument.quote(text) + ": " + e.getMessage());
      }
    }
    if (flags.size() > ReuseKey.MOST_ADDED) {
      throw usage(
          "--add: a page role has room for "
              + ReuseKey.MOST_ADDED
              + " more flags, not "
              + flags.size());
    }
    return flags;
  }

  private List<RoleField> lacking() {
    if (layout != null) {
      return LayoutFields.lacking(
          ProfileOption.of(session, "--layout", layout).page().slots().stream()
              .map(s -> s.name())
              .toList());
    }
    return profile == null
        ? List.of()
        : LayoutFields.lacking(ProfileFile.read(session, profile).fieldNames());
  }
}
