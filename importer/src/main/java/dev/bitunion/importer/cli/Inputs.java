package dev.bitunion.importer.cli;

import dev.bitunion.importer.BadInputException;
import dev.bitunion.importer.layout.CType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that read files of types: which types to take. */
final class Inputs {
  @Mixin private Base base;

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

  /** The types of a file that the options ask for; one that was asked for by name must exist. */
  List<CType> types(String file) {
    List<CType> found = typesOrNone(file);
    requireNamed(found, file);
    return found;
  }

  /** The types of a file that the options ask for. */
  List<CType> typesOrNone(String file) {
    return base.types(file, all || !types.isEmpty(), wanted());
  }

  /** Complains of a type that was asked for by name and is not among those found. */
  void requireNamed(List<CType> found, String where) {
    for (String name : types) {
      if (found.stream().noneMatch(t -> t.name().equals(bare(name)))) {
        throw new BadInputException(where + ": no struct or union " + bare(name) + " in there");
      }
    }
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
