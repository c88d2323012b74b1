package dev.bitunion.importer.cli;

import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.Origin;
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
    Rows rows = new Rows(spec.commandLine().getOut(), format);
    return EachFile.of(
        spec,
        files,
        file -> rows.print(inputs.types(file).stream().map(this::relabelled).toList()));
  }

  private CType relabelled(CType type) {
    Origin origin = type.origin();
    return type.withOrigin(
        new Origin(
            kernel == null ? origin.kernel() : kernel, module == null ? origin.module() : module));
  }
}
