package dev.bitunion.importer.cli;

import dev.bitunion.importer.BadInputException;
import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.verify.Comparison;
import dev.bitunion.importer.verify.CompiledUnion;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds compiled unions against the C types that they say they are. */
@Command(
    name = "verify",
    description = {
      "Compares compiled @BitUnions that state a cName with the types of that name in BTF: size,",
      "and place, width and sign of every field. The classes are read, not run."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "The last line counts. The exit code is 1 if a union differs or is not in the file.",
      "",
      "Examples:",
      "  bitunion verify --btf /sys/kernel/btf/vmlinux target/classes",
      "  bitunion verify --btf kvm.ko --base vmlinux.btf app.jar"
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Base base;

  @Option(
      names = "--btf",
      required = true,
      paramLabel = "FILE",
      description = "BTF (raw, in an ELF file, packed) or a layout table.")
  private String file;

  @Parameters(
      paramLabel = "CLASSES",
      arity = "1..*",
      description = "Folders of classes, jars, or class files.")
  private List<String> places;

  private int unions;
  private int differing;

  @Override
  public Integer call() {
    List<CompiledUnion> found = new ArrayList<>();
    int code = EachFile.of(spec, places, place -> found.addAll(CompiledUnion.in(place)));
    List<CompiledUnion> named = found.stream().filter(u -> !u.cName().isEmpty()).toList();
    if (named.isEmpty()) {
      throw new BadInputException(
          String.join(" ", places) + ": no compiled @BitUnion with a cName in there");
    }
    Set<String> names = named.stream().map(u -> Inputs.bare(u.cName())).collect(Collectors.toSet());
    List<CType> types = base.types(file, true, names::contains);
    named.forEach(union -> verify(union, types));
    spec.commandLine()
        .getOut()
        .printf(
            "%d unions, %d agree, %d differ; %d without a cName\n",
            unions, unions - differing, differing, found.size() - named.size());
    return Math.max(code, differing > 0 ? ExitCodes.FOUND : ExitCodes.FINE);
  }

  private void verify(CompiledUnion union, List<CType> types) {
    unions++;
    List<String> best = null;
    for (CType type : types) {
      boolean same = type.spelling().equals(union.cName()) || type.name().equals(union.cName());
      if (same && union.layout() != null) {
        List<String> differences = Comparison.of(union.layout(), type);
        best = best == null || differences.size() < best.size() ? differences : best;
      }
    }
    if (union.layout() == null) {
      best = List.of("nothing generated stands beside it");
    } else if (best == null) {
      best = List.of("no such type in " + file);
    }
    if (!best.isEmpty()) {
      differing++;
      PrintWriter out = spec.commandLine().getOut();
      out.printf("%s (%s) differs:\n", union.name(), union.cName());
      best.forEach(difference -> out.printf("  %s\n", difference));
    }
  }
}
