package dev.bitunion.importer.cli;

import dev.bitunion.importer.BadInputException;
import dev.bitunion.importer.emit.Imported;
import dev.bitunion.importer.emit.Imports;
import dev.bitunion.importer.emit.SourceText;
import dev.bitunion.importer.layout.CType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes C types as annotated interfaces. */
@Command(
    name = "import",
    description = "Writes C types as annotated Java interfaces that compile as they are.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "Prints one line a type: the file written, and what of the type it does not hold.",
      "Types that cannot be written are said to be so; if --type named one, the exit code is 1.",
      "",
      "Examples:",
      "  bitunion import --btf /sys/kernel/btf/vmlinux --type kvm_mmu_page_role \\",
      "      --package com.example.kvm --out src/main/java",
      "  bitunion import --btf kvm.ko --base vmlinux.btf --match 'kvm_*' \\",
      "      --package com.example.kvm --out src/main/java"
    })
final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Base base;

  @Option(
      names = "--btf",
      required = true,
      paramLabel = "FILE",
      description = "BTF (raw, in an ELF file, packed) or a layout table; - is standard input.")
  private String file;

  @Option(
      names = "--type",
      paramLabel = "NAME",
      arity = "1..*",
      description = "The types to write, with or without bit-fields.")
  private List<String> types = new ArrayList<>();

  @Option(
      names = "--match",
      paramLabel = "GLOB",
      arity = "1",
      description = "All bit-field types whose names match; may be repeated.")
  private List<String> globs = new ArrayList<>();

  @Option(
      names = "--package",
      required = true,
      paramLabel = "NAME",
      description = "The package of the interfaces.")
  private String packageName;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The source folder; the package's folders are made in it.")
  private Path out;

  @Override
  public Integer call() {
    if (types.isEmpty() && globs.isEmpty()) {
      throw usage("say which types: --type NAME or --match GLOB");
    }
    if (!SourceVersion.isName(packageName)) {
      throw usage("\"" + packageName + "\" is not the name of a package");
    }
    List<CType> found = find();
    Path folder = out.resolve(packageName.replace('.', '/'));
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new BadInputException(folder + ": this folder cannot be made", e);
    }
    int code = ExitCodes.FINE;
    for (Imported union : Imports.plan(found)) {
      code = Math.max(code, write(union, folder));
    }
    return code;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private List<CType> find() {
    List<String> wanted = types.stream().map(Inputs::bare).toList();
    List<Pattern> patterns = globs.stream().map(Inputs::glob).toList();
    Predicate<String> matches = n -> patterns.stream().anyMatch(p -> p.matcher(n).matches());
    List<CType> found =
        base.types(file, !wanted.isEmpty(), n -> wanted.contains(n) || matches.test(n)).stream()
            .filter(t -> wanted.contains(t.name()) || t.hasBitfields())
            .toList();
    for (String name : wanted) {
      if (found.stream().noneMatch(t -> t.name().equals(name))) {
        throw new BadInputException(file + ": no struct or union " + name + " in there");
      }
    }
    if (found.isEmpty()) {
      throw new BadInputException(
          file + ": no bit-field type matches " + String.join(" or ", globs));
    }
    return found;
  }

  private int write(Imported union, Path folder) {
    PrintWriter report = spec.commandLine().getOut();
    CType type = union.type();
    String hindrance = union.hindrance();
    if (hindrance != null) {
      report.printf("%s: skipped, %s\n", type.spelling(), hindrance);
      boolean named = types.stream().map(Inputs::bare).anyMatch(type.name()::equals);
      return named ? ExitCodes.FOUND : ExitCodes.FINE;
    }
    Path target = folder.resolve(union.name() + ".java");
    try {
      Files.writeString(target, SourceText.of(union, packageName));
    } catch (IOException e) {
      throw new BadInputException(target + ": cannot be written", e);
    }
    String variant = type.variant() == 0 ? "" : " (layout " + (type.variant() + 1) + ")";
    report.printf("%s%s: %s\n", type.spelling(), variant, target);
    union.omitted().forEach(o -> report.printf("  without %s\n", o));
    return ExitCodes.FINE;
  }
}
