package dev.bitunion.importer.cli;

import dev.bitunion.importer.BadInputException;
import dev.bitunion.importer.btf.Unpack;
import dev.bitunion.importer.c.CLayout;
import dev.bitunion.importer.emit.Imported;
import dev.bitunion.importer.emit.Imports;
import dev.bitunion.importer.emit.SourceText;
import dev.bitunion.importer.layout.CType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.lang.model.SourceVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes declarations pasted from a header or a patch as annotated interfaces. */
@Command(
    name = "from-c",
    description = {
      "Reads C declarations of structs and unions, as they stand in a header or a patch, and writes",
      "them as annotated Java interfaces, laid out by the System V ABI. Comments become Javadoc."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "Examples:",
      "  bitunion from-c role.h",
      "  git show 7e1b0a3 -- mmu.h | grep '^[ +-]' | bitunion from-c --package com.example -",
      "  bitunion from-c --typedef my_id=u16 --format csv role.h"
    })
final class FromCCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "C text; - is standard input.")
  private String file;

  @Option(
      names = "--package",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The package of the interfaces; none if it is left out.")
  private String packageName;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The source folder to write to; without it the text is printed.")
  private Path out;

  @Option(
      names = "--typedef",
      paramLabel = "NAME=TYPE",
      arity = "1",
      description = "What scalar type a name of the text stands for; may be repeated.")
  private Map<String, String> typedefs = new LinkedHashMap<>();

  @Option(
      names = "--big-endian",
      description = "Lay out for a big-endian machine: the first bit-field is the highest.")
  private boolean big;

  @Option(
      names = "--format",
      paramLabel = "java|csv",
      description = "Interfaces (default), or the rows that dump prints.")
  private Format format = Format.java;

  /** What is written; the names are the option's values. */
  enum Format {
    java,
    csv
  }

  @Override
  public Integer call() {
    if (!packageName.isEmpty() && !SourceVersion.isName(packageName)) {
      throw new ParameterException(
          spec.commandLine(), "\"" + packageName + "\" is not the name of a package");
    }
    String text = new String(Unpack.read(file), StandardCharsets.UTF_8);
    ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    List<CType> types = CLayout.read(file, text, typedefs, order);
    PrintWriter print = spec.commandLine().getOut();
    if (format == Format.csv) {
      new Rows(print, DumpCommand.Format.csv).print(types);
      return ExitCodes.FINE;
    }
    for (Imported union : Imports.plan(types)) {
      if (union.hindrance() != null) {
        throw new BadInputException(
            file + ": " + union.type().spelling() + ": " + union.hindrance());
      }
      write(union, print);
    }
    return ExitCodes.FINE;
  }

  private void write(Imported union, PrintWriter print) {
    String source = SourceText.of(union, packageName);
    if (out == null) {
      print.print(source);
      return;
    }
    Path folder = out.resolve(packageName.replace('.', '/'));
    Path target = folder.resolve(union.name() + ".java");
    try {
      Files.createDirectories(folder);
      Files.writeString(target, source);
    } catch (IOException e) {
      throw new BadInputException(target + ": cannot be written", e);
    }
    print.printf("%s: %s\n", union.type().spelling(), target);
  }
}
