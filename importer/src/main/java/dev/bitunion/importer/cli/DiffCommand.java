package dev.bitunion.importer.cli;

import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.Drift;
import dev.bitunion.importer.layout.Drift.Change;
import dev.bitunion.importer.layout.Leaf;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What changed between two files. */
@Command(
    name = "diff",
    description = "Says how the bit-field types of two files differ, member by member.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "The exit code is 0 whether they differ or not; the last line of the text counts.",
      "",
      "Examples:",
      "  bitunion diff --type kvm_mmu_page_role vmlinux-6.1.btf vmlinux-7.2.btf",
      "  bitunion diff --match 'perf_*' --format json old.btf /sys/kernel/btf/vmlinux"
    })
final class DiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Inputs inputs;

  @Parameters(index = "0", paramLabel = "A", description = "The file before: BTF or a table.")
  private String before;

  @Parameters(index = "1", paramLabel = "B", description = "The file after.")
  private String after;

  @Option(
      names = "--format",
      paramLabel = "text|csv|json",
      description = "Text (default), CSV with a heading, or JSON, one object a change.")
  private ListCommand.Format format = ListCommand.Format.text;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Drift> drifts = Drift.between(inputs.typesOrNone(before), inputs.typesOrNone(after));
    inputs.requireNamed(drifts.stream().map(Drift::type).toList(), before + " and " + after);
    if (format == ListCommand.Format.csv) {
      out.print(String.join(",", row(null, "", "", null, null).names()) + "\n");
    }
    for (Drift drift : drifts) {
      if (drift.isChange()) {
        print(out, drift);
      }
    }
    if (format == ListCommand.Format.text) {
      summary(out, drifts);
    }
    return ExitCodes.FINE;
  }

  private void print(PrintWriter out, Drift drift) {
    CType type = drift.type();
    if (drift.before() == null || drift.after() == null) {
      String what = drift.before() == null ? "added" : "removed";
      if (format == ListCommand.Format.text) {
        out.printf("%s: %s, %d bytes\n", type.spelling(), what, type.bytes());
      } else {
        print(out, row(type, what, "", null, null));
      }
      return;
    }
    boolean resized = drift.before().bytes() != drift.after().bytes();
    if (format == ListCommand.Format.text) {
      String was = resized ? drift.before().bytes() + " -> " : "";
      out.printf("%s: %s%d bytes\n", type.spelling(), was, type.bytes());
    } else if (resized) {
      print(out, row(type, "resized", "", null, null));
    }
    for (Change change : drift.changes()) {
      String what = change.kind().name().toLowerCase(Locale.ROOT);
      Leaf leaf = change.before() == null ? change.after() : change.before();
      if (format == ListCommand.Format.text) {
        out.printf("  %-8s %-28s %s\n", what, leaf.path(), places(change));
      } else {
        print(out, row(type, what, leaf.path(), change.before(), change.after()));
      }
    }
  }

  private void print(PrintWriter out, Row row) {
    if (format == ListCommand.Format.json) {
      row.printJson(out);
    } else {
      row.printCsv(out);
    }
  }

  private static String places(Change change) {
    Leaf old = change.before();
    Leaf now = change.after();
    return switch (change.kind()) {
      case ADDED -> bits(now);
      case REMOVED -> bits(old);
      case RENAMED -> "-> " + now.path() + ", " + bits(now);
      case RETYPED -> sort(old) + " -> " + sort(now);
      case MOVED, WIDENED, NARROWED -> bits(old) + " -> " + bits(now);
    };
  }

  private static String sort(Leaf leaf) {
    return (leaf.signed() ? "signed " : "") + leaf.kind();
  }

  /** A member's bits as a manual writes them: 11:8, or one number. */
  static String bits(Leaf leaf) {
    if (leaf.bitWidth() == 1) {
      return "bit " + leaf.bitOffset();
    }
    return leaf.bitWidth() == 0
        ? "no bits at " + leaf.bitOffset()
        : "bits " + (leaf.bitEnd() - 1) + ":" + leaf.bitOffset();
  }

  private static Row row(CType type, String change, String path, Leaf old, Leaf now) {
    return new Row()
        .with("type", type == null ? "" : type.spelling())
        .with("change", change)
        .with("path", path)
        .with("before_offset", old == null ? "" : old.bitOffset())
        .with("before_width", old == null ? "" : old.bitWidth())
        .with("after_path", now == null ? "" : now.path())
        .with("after_offset", now == null ? "" : now.bitOffset())
        .with("after_width", now == null ? "" : now.bitWidth());
  }

  private static void summary(PrintWriter out, List<Drift> drifts) {
    long added = drifts.stream().filter(d -> d.before() == null).count();
    long removed = drifts.stream().filter(d -> d.after() == null).count();
    long changed = drifts.stream().filter(Drift::isChange).count() - added - removed;
    long same = drifts.size() - added - removed - changed;
    out.printf(
        "%d types changed, %d added, %d removed, %d the same\n", changed, added, removed, same);
  }
}
