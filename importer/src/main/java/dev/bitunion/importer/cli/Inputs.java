package dev.bitunion.importer.cli;

import dev.bitunion.importer.BadInputException;
import dev.bitunion.importer.btf.Btf;
import dev.bitunion.importer.btf.BtfFiles;
import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.CTypes;
import dev.bitunion.importer.layout.LayoutTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Options of every command that reads BTF: the base of split files, and which types. */
final class Inputs {
  private static final Pattern MODULE_FILE = Pattern.compile("/sys/kernel/btf/(?!vmlinux$)[^/]+");

  @Option(
      names = "--base",
      paramLabel = "FILE",
      description =
          "The vmlinux that split BTF (a module's) continues; for a file of /sys/kernel/btf it is"
              + " found by itself.")
  private String base;

  @Option(
      names = "--type",
      paramLabel = "NAME",
      arity = "1",
      description = "Only this type; may be repeated.")
  private List<String> types = new ArrayList<>();

  @Option(
      names = "--match",
      paramLabel = "GLOB",
      arity = "1",
      description = "Only types whose name matches, * and ? as in a shell; may be repeated.")
  private List<String> globs = new ArrayList<>();

  @Option(names = "--all", description = "Types without bit-fields too.")
  private boolean all;

  private Btf openedBase;

  /** The types of a file that the options ask for; one that was asked for by name must exist. */
  List<CType> types(String file) {
    boolean also = all || !types.isEmpty();
    List<CType> found =
        file.matches(".*\\.csv(\\.[gx]z)?")
            ? LayoutTable.read(file).stream().filter(t -> wanted().test(t.name())).toList()
            : CTypes.of(open(file), FileName.origin(file), also, wanted());
    for (String name : types) {
      if (found.stream().noneMatch(t -> t.name().equals(bare(name)))) {
        throw new BadInputException(file + ": no struct or union " + bare(name) + " in this file");
      }
    }
    return found;
  }

  /** Opens a file, and its base once. */
  private Btf open(String file) {
    String wanted = base;
    if (wanted == null && MODULE_FILE.matcher(file).matches()) {
      wanted = "/sys/kernel/btf/vmlinux";
    }
    if (wanted != null && openedBase == null) {
      openedBase = BtfFiles.open(wanted, null);
    }
    return BtfFiles.open(file, wanted == null ? null : openedBase);
  }

  /** Whether a type's name is asked for; all are if no option says otherwise. */
  private Predicate<String> wanted() {
    List<String> names = types.stream().map(Inputs::bare).toList();
    List<Pattern> patterns = globs.stream().map(Inputs::glob).toList();
    if (names.isEmpty() && patterns.isEmpty()) {
      return n -> true;
    }
    return n -> names.contains(n) || patterns.stream().anyMatch(p -> p.matcher(n).matches());
  }

  /** A name without the C keyword that may stand before it. */
  static String bare(String name) {
    return name.trim().replaceFirst("^(struct|union)\\s+", "");
  }

  /** A shell pattern of names as a regular expression. */
  static Pattern glob(String text) {
    StringBuilder regex = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }
}
