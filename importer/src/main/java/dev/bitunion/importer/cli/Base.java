package dev.bitunion.importer.cli;

import dev.bitunion.importer.btf.Btf;
import dev.bitunion.importer.btf.BtfFiles;
import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.CTypes;
import dev.bitunion.importer.layout.LayoutTable;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Opens files of types, BTF or tables, and the base that split BTF continues. */
final class Base {
  private static final Pattern TABLE = Pattern.compile(".*\\.csv(\\.[gx]z)?");

  @Option(
      names = "--base",
      paramLabel = "FILE",
      description =
          "The vmlinux that split BTF (a module's) continues; for a file of /sys/kernel/btf it is"
              + " found by itself.")
  private String base;

  private Btf opened;

  /** The types of a file. */
  List<CType> types(String file, boolean all, Predicate<String> wanted) {
    return TABLE.matcher(file).matches()
        ? LayoutTable.read(file).stream().filter(t -> wanted.test(t.name())).toList()
        : CTypes.of(open(file), FileName.origin(file), all, wanted);
  }

  /** Opens a file, and a base that is named once. */
  private Btf open(String file) {
    if (base == null) {
      return BtfFiles.open(file, (String) null);
    }
    if (opened == null) {
      opened = BtfFiles.open(base, (String) null);
    }
    return BtfFiles.open(file, opened);
  }
}
