package dev.bitunion.importer.cli;

import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.Leaf;
import java.io.PrintWriter;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One row a leaf of every bit-field type. */
@Command(
    name = "dump",
    description = "Prints one row for each member of each bit-field type.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "Examples:",
      "  bitunion dump /sys/kernel/btf/vmlinux",
      "  bitunion dump --base vmlinux.btf --type kvm_mmu_page_role kvm.ko",
      "  bitunion dump --format json --match '*_role' vmlinux.btf.gz"
    })
final class DumpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Inputs inputs;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "BTF: raw, inside an ELF file, packed with gzip or xz; - is standard input.")
  private List<String> files;

  @Option(
      names = "--format",
      paramLabel = "csv|json",
      description = "Rows as CSV with a heading (default), or as JSON, one object a line.")
  private Format format = Format.csv;

  @Option(
      names = "--kernel",
      paramLabel = "VERSION",
      description = "What to write in column kernel; else what the file's name says.")
  private String kernel;

  @Option(
      names = "--module",
      paramLabel = "NAME",
      description = "What to write in column module; else what the file's name says.")
  private String module;

  /** How rows are printed; the names are the option's values. */
  enum Format {
    csv,
    json
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    return EachFile.of(spec, files, new Printer(out)::print);
  }

  /** Prints the heading once, whatever the number of files. */
  private final class Printer {
    private final PrintWriter out;
    private boolean headed;

    Printer(PrintWriter out) {
      this.out = out;
    }

    void print(String file) {
      for (CType type : inputs.types(file)) {
        for (Leaf leaf : type.leaves()) {
          print(row(type, leaf));
        }
      }
    }

    private void print(Row row) {
      if (format == Format.json) {
        row.printJson(out);
        return;
      }
      if (!headed) {
        out.print(String.join(",", row.names()) + "\n");
        headed = true;
      }
      row.printCsv(out);
    }
  }

  private Row row(CType type, Leaf leaf) {
    return new Row()
        .with("kernel", kernel == null ? type.origin().kernel() : kernel)
        .with("endian", type.order() == ByteOrder.BIG_ENDIAN ? "BE" : "LE")
        .with("module", module == null ? type.origin().module() : module)
        .with("root_kind", type.kind())
        .with("root", type.name())
        .with("variant", type.variant())
        .with("size_bytes", type.bytes())
        .with("path", leaf.path())
        .with("bit_offset", leaf.bitOffset())
        .with("bit_width", leaf.bitWidth())
        .with("bitfield", leaf.bitfield() ? 1 : 0)
        .with("signed", leaf.signed() ? 1 : 0)
        .with("kind", leaf.kind().name())
        .with("base", leaf.base())
        .with("typedef", leaf.typedef())
        .with("base_size", leaf.baseBytes())
        .with("enum", leaf.enumName())
        .with("via", leaf.via());
  }
}
