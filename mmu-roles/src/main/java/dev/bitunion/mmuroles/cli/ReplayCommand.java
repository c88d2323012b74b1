package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.defect.WatchedTrace;
import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.profile.RoleProfiles;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.trace.Replay;
import dev.bitunion.mmuroles.trace.ReplayOptions;
import dev.bitunion.mmuroles.trace.ReplayReport;
import dev.bitunion.mmuroles.trace.TraceHandler;
import dev.bitunion.mmuroles.verdict.StaticFacts;
import dev.bitunion.mmuroles.verdict.Verdicts;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays a recorded trace against the rules that shadow pages obey. */
@Command(
    name = "replay",
    description =
        "Replays KVM's page events (kvm_mmu_get_page, kvm_mmu_sync_page, kvm_mmu_unsync_page,"
            + " kvm_mmu_prepare_zap_page) and reports every one that cannot be: a page made although"
            + " one of the same gfn and role is live, found although none is, and so on. Where the"
            + " trace shows registers, walks, roles, re-configurations, root reuse and gfn_track are"
            + " computed anew and compared.",
    footer = {
      "",
      "Reads 'trace-cmd report -R', the kernel's own ftrace text, and trace.dat (versions 6 and 7,",
      "uncompressed and zstd), each packed with gzip or not.",
      "Text leaves five fields of the role out; a violation is then reported only if it holds",
      "whatever they are.",
      "--kernel names the kernel that wrote the trace. Verdicts are made for 5.14 and 6.1; of another",
      "only identity is judged, and role words that it cannot have. Without it the trace is read as",
      "5.14, with a note where its words or events tell of another kernel.",
      "Exit code 1 if there is a violation or a disagreement.",
      "",
      "Examples:",
      "  trace-cmd record -e kvmmmu && trace-cmd report -R | mmu-roles replay -",
      "  mmu-roles replay --format json trace.txt.gz",
      "  mmu-roles replay --around 1734 trace.txt.gz",
      "  mmu-roles replay --gfn 0x200 trace.txt.gz",
      "  mmu-roles replay --kernel 6.1 trace.txt.gz",
      "  mmu-roles replay --check trace.txt.gz"
    })
final class ReplayCommand extends Subcommand {
  @Parameters(arity = "1..*", paramLabel = "TRACE", description = "traces, - for stdin")
  private List<String> files;

  @Option(
      names = "--gfn",
      paramLabel = "GFN",
      description = "print every page event of this guest frame number (0x... is hex)")
  private String gfn;

  @Option(
      names = "--around",
      paramLabel = "LINE",
      description = "print the events of the same gfn around the page event on this line")
  private Long around;

  @Option(
      names = "--start",
      paramLabel = "WHERE",
      defaultValue = "auto",
      description = "the trace starts from nothing, mid-life, or auto (default): it tells")
  private String start;

  @Option(
      names = "--vm",
      paramLabel = "PID,...",
      split = ",",
      description =
          "only the events of these threads: those of one VM, where a trace holds several")
  private Set<Integer> pids;

  @Option(
      names = "--npt",
      paramLabel = "0|1",
      description = "two-dimensional paging is off or on in the host; by default the roles tell")
  private Integer npt;

  @Option(
      names = "--maxphyaddr",
      paramLabel = "BITS",
      defaultValue = "0",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "the guest's physical address bits, 32 to 52; by default 40, or what fits")
  private int maxphyaddr;

  @Option(
      names = "--kernel",
      paramLabel = "VERSION",
      description =
          "the kernel that wrote the trace, 2.6.20 to 7.2; verdicts are made for 5.14 and 6.1")
  private String kernel;

  @Option(
      names = "--check",
      description =
          "say what the trace shows of each invariant, and which behaviour of the kernel is to blame"
              + " for one that does not hold (traces of 5.14)")
  private boolean check;

  @Mixin private FormatOption format;

  private ReplayOptions.Start startOption;

  private RoleModel model;
  private RoleProfile profile;
  private StaticFacts facts;

  ReplayCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    startOption = parseStart();
    profile = kernel == null ? null : ProfileOption.of(session, ProfileOption.OPTION, kernel);
    KernelVersion version = kernel == null ? KernelVersion.V5_14 : KernelVersion.parse(kernel);
    model = RoleModel.isModelled(version) ? RoleModel.of(version) : null;
    facts = parseFacts();
    if (gfn != null && around != null) {
      throw usage("--gfn and --around exclude each other");
    }
    boolean explains = gfn != null || around != null;
    if (explains && format.format() != Format.text) {
      throw usage("--gfn and --around print text; leave --format out");
    }
    if (around != null && files.contains("-")) {
      throw usage("--around reads the trace twice: name a file instead of -");
    }
    if (check && (explains || format.format() == Format.csv)) {
      throw usage("--check adds to the answer as text or JSON, not to --gfn, --around or csv");
    }
    if (check && profile != null && !profile.equals(RoleProfiles.V5_14)) {
      throw usage("--check judges traces of 5.14 only");
    }
    if (format.format() == Format.csv) {
      session.out().println(ReplayPrinter.CSV_HEADER);
    }
    return forEach(files, explains ? this::explain : this::replay);
  }

  private ReplayOptions.Start parseStart() {
    return switch (start) {
      case "auto" -> ReplayOptions.Start.AUTO;
      case "nothing" -> ReplayOptions.Start.NOTHING;
      case "mid-life" -> ReplayOptions.Start.MID_LIFE;
      default -> throw usage("--start: '" + start + "' is none of auto, nothing, mid-life");
    };
  }

  private StaticFacts parseFacts() {
    if (npt != null && npt != 0 && npt != 1) {
      throw usage("--npt: '" + npt + "' is neither 0 nor 1");
    }
    if (maxphyaddr != 0 && (maxphyaddr < 32 || maxphyaddr > 52)) {
      throw usage("--maxphyaddr: " + maxphyaddr + " is not within 32 to 52");
    }
    return StaticFacts.stated(npt == null ? null : npt == 1, maxphyaddr);
  }

  private int replay(String file) {
    Verdicts verdicts = new Verdicts(modelOrAny(), facts);
    TraceHandler heard = model == null ? null : verdicts;
    WatchedTrace watch = check ? new WatchedTrace(heard, Boolean.TRUE.equals(facts.npt())) : null;
    ReplayOptions options =
        new ReplayOptions(startOption, pids, null, watch == null ? heard : watch, profile);
    ReplayReport report = run(file, options);
    verdicts.finish();
    if (!VerdictPrinter.areMade(verdicts, report.layout())) {
      // Whatever was computed rests on another kernel's behaviour: it says nothing of this one.
      verdicts = new Verdicts(modelOrAny(), facts);
    }
    ReplayPrinter printer = new ReplayPrinter(session, format.format());
    printer.print(file, report, verdicts, watch);
    if (report.pluginPageEvents() > 0) {
      session.note(
          file
              + ": "
              + report.pluginPageEvents()
              + " page events are formatted by trace-cmd's kvm plug-in, whose layout of the role is"
              + " stale (no ad_disabled, no guest_mode) and whose zaps have no gfn: roles are"
              + " predicted, identity and gfn_track not judged; report with -R");
    }
    ReplayNotes.kernel(file, profile, report).forEach(session::note);
    ReplayNotes.threads(file, pids, report).forEach(session::note);
    if (report.cutArchive()) {
      throw Failure.input(file + ": cut gzip: it ends after line " + report.lines());
    }
    boolean news = watch != null && watch.unattributed() > 0;
    boolean found = report.violations() > 0 || !verdicts.disagreements().isEmpty() || news;
    return found ? ExitCode.FOUND : ExitCode.FINE;
  }

  /** The model of the stated kernel; if there is none, one that nothing is told to. */
  private RoleModel modelOrAny() {
    return model == null ? RoleModel.of(KernelVersion.V5_14) : model;
  }

  private ReplayReport run(String file, ReplayOptions options) {
    ReplayReport report;
    try (InputStream in = Inputs.openTrace(session, file)) {
      report = Replay.run(in, options);
    } catch (IOException e) {
      throw Inputs.failure(file, e);
    }
    if (report.knownEvents() == 0 && !report.cutArchive()) {
      throw Failure.input(
          file
              + ": no event of KVM's MMU in it; record with 'trace-cmd record -e kvmmmu' and"
              + " convert with 'trace-cmd report -R'");
    }
    return report;
  }

  private int explain(String file) {
    ReplayExplanation explanation =
        around != null ? around(file) : new ReplayExplanation(read(), parseGfn(), 0);
    ReplayReport report =
        run(file, new ReplayOptions(startOption, pids, explanation, null, profile));
    explanation.print(session, file, report);
    return report.violations() > 0 ? ExitCode.FOUND : ExitCode.FINE;
  }

  /** The kernel as which pages are shown. */
  private RoleProfile read() {
    return profile == null ? RoleProfiles.V5_14 : profile;
  }

  private ReplayExplanation around(String file) {
    try (InputStream in = Inputs.openTrace(session, file)) {
      long found = Replay.gfnOfLine(in, around);
      if (found < 0) {
        throw Failure.usage("--around: line " + around + " of " + file + " is no page event");
      }
      return new ReplayExplanation(read(), found, around);
    } catch (IOException e) {
      throw Inputs.failure(file, e);
    }
  }

  private long parseGfn() {
    String text = gfn.strip().toLowerCase(java.util.Locale.ROOT);
    try {
      if (text.startsWith("0x")) {
        return Long.parseUnsignedLong(text.substring(2), 16);
      }
      boolean decimal = text.chars().allMatch(c -> c >= '0' && c <= '9');
      return Long.parseUnsignedLong(text, decimal ? 10 : 16);
    } catch (NumberFormatException e) {
      throw Failure.usage("--gfn: '" + gfn + "' is no number; write 0x200 or 512");
    }
  }
}
