package dev.bitunion.importer.cli;

import dev.bitunion.importer.BadInputException;
import dev.bitunion.importer.draw.SvgPicture;
import dev.bitunion.importer.draw.TextPicture;
import dev.bitunion.importer.layout.CType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A picture of a type's bits. */
@Command(
    name = "layout",
    description = "Draws the bits of a type; of several files one beneath the other.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "Examples:",
      "  bitunion layout kvm_mmu_page_role /sys/kernel/btf/vmlinux",
      "  bitunion layout kvm_mmu_page_role vmlinux-6.1.btf.gz vmlinux-7.2.btf.gz",
      "  bitunion layout --format svg desc_struct vmlinux.btf > desc_struct.svg"
    })
final class LayoutCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Base base;

  @Parameters(index = "0", paramLabel = "TYPE", description = "Name of the struct or union.")
  private String name;

  @Parameters(
      index = "1..*",
      paramLabel = "FILE",
      arity = "1..*",
      description = "BTF or layout tables; - is standard input.")
  private List<String> files;

  @Option(
      names = "--format",
      paramLabel = "text|svg",
      description = "A character a bit (default), or a drawing.")
  private Format format = Format.text;

  /** How the picture is drawn; the names are the option's values. */
  enum Format {
    text,
    svg
  }

  @Override
  public Integer call() {
    List<CType> types = new ArrayList<>();
    String wanted = Inputs.bare(name);
    int code =
        EachFile.of(
            spec,
            files,
            file -> {
              List<CType> found = base.types(file, true, wanted::equals);
              if (found.isEmpty()) {
                throw new BadInputException(file + ": no struct or union " + wanted + " in there");
              }
              types.addAll(found);
            });
    if (!types.isEmpty()) {
      String picture = format == Format.svg ? SvgPicture.of(types) : TextPicture.of(types);
      spec.commandLine().getOut().print(picture);
    }
    return code;
  }
}
