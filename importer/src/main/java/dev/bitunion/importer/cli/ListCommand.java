package dev.bitunion.importer.cli;

import dev.bitunion.importer.layout.CType;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The bit-field types of a file, one a line. */
@Command(
    name = "list",
    description = "Lists the bit-field types of a file: size, members, how many are bit-fields.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "Examples:",
      "  bitunion list /sys/kernel/btf/vmlinux",
      "  bitunion list --match 'kvm_*' --base vmlinux.btf kvm.ko",
      "  bitunion list --all --format json vmlinux.btf.gz"
    })
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Inputs inputs;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "BTF: raw, inside an ELF file, packed with gzip or xz; - is standard input.")
  private List<String> files;

  @Option(
      names = "--format",
      paramLabel = "text|csv|json",
      description = "Aligned text (default), CSV with a heading, or JSON, one object a line.")
  private Format format = Format.text;

  /** How types are printed; the names are the option's values. */
  enum Format {
    text,
    csv,
    json
  }

  @Override
  public Integer call() {
    if (format == Format.csv) {
      spec.commandLine().getOut().print("file,kind,name,variant,bytes,members,bitfields\n");
    }
    return EachFile.of(spec, files, this::list);
  }

  private void list(String file) {
    PrintWriter out = spec.commandLine().getOut();
    for (CType type : inputs.types(file)) {
      long bitfields = type.leaves().stream().filter(l -> l.bitfield()).count();
      int members = type.leaves().size();
      if (format == Format.text) {
        String note = type.variant() == 0 ? "" : ", layout " + (type.variant() + 1);
        out.printf(
            "%-48s %6d bytes, %4d members, %4d bit-fields%s\n",
            type.spelling(), type.bytes(), members, bitfields, note);
        continue;
      }
      Row row =
          new Row()
              .with("file", file)
              .with("kind", type.kind())
              .with("name", type.name())
              .with("variant", type.variant())
              .with("bytes", type.bytes())
              .with("members", members)
              .with("bitfields", bitfields);
      if (format == Format.json) {
        row.printJson(out);
      } else {
        row.printCsv(out);
      }
    }
  }
}
