package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.cli.RoleLayout.NamedField;
import dev.bitunion.mmuroles.role.Access;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a role word from the values of its fields. */
@Command(
    name = "encode",
    description = "Makes a role word from the values of its fields; fields not named are 0.",
    footer = {
      "",
      "Examples:",
      "  mmu-roles encode level=4 gpte_is_8_bytes=1 access=7 efer_nx cr0_wp",
      "  mmu-roles encode level=1 access=wu- gpte_is_8_bytes",
      "  mmu-roles encode --as full base.level=4 base.direct ext.valid ext.cr0_pg"
    })
final class EncodeCommand extends Subcommand {
  private static final int HEX_RADIX = 16;
  private static final int DECIMAL_RADIX = 10;

  @Parameters(
      arity = "1..*",
      paramLabel = "FIELD=VALUE",
      description = "fields by their C names; a bare name sets a flag; access may be text (wux)")
  private List<String> assignments;

  @Option(
      names = "--as",
      paramLabel = "LAYOUT",
      description = "page, ext or full; default: the layout that has all the fields")
  private RoleLayout layout;

  @Mixin private FormatOption format;
  @Mixin private KernelOption kernel;

  EncodeCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    RoleModel model = kernel.model();
    RoleLayout as = layout == null ? layoutOf(names()) : layout;
    Set<String> seen = new HashSet<>();
    long word = 0;
    for (String assignment : assignments) {
      NamedField field = field(as, name(assignment));
      if (!seen.add(field.name())) {
        throw Failure.usage(field.name() + " is given twice");
      }
      word = field.set(word, value(field, assignment));
    }
    String impossible = as.impossible(model, word);
    List<String> notes =
        impossible == null
            ? List.of()
            : List.of("impossible as Linux " + model.kernel() + ": " + impossible);
    String input = String.join(" ", assignments);
    String meaning = as.meaning(model, word);
    DecodedWord answer = new DecodedWord(input, as, word, 0, meaning, notes);
    if (format.format() == Format.text) {
      session.out().printf("%s  %s as Linux %s%n", as.hex(word), as.title(), model.kernel());
      session.out().println("  " + meaning);
      notes.forEach(note -> session.out().println("  note: " + note));
    } else {
      if (format.format() == Format.csv) {
        session.out().println(DecodedWord.CSV_HEADER);
      }
      answer.print(session, format.format(), model);
    }
    return ExitCode.FINE;
  }

  private List<String> names() {
    return assignments.stream().map(EncodeCommand::name).toList();
  }

  private static String name(String assignment) {
    int equal = assignment.indexOf('=');
    return equal < 0 ? assignment : assignment.substring(0, equal);
  }

  /** The first layout that knows all names; a name that none knows is reported by the search. */
  private static RoleLayout layoutOf(List<String> names) {
    for (RoleLayout layout : RoleLayout.values()) {
      if (names.stream().allMatch(name -> find(layout, name).isPresent())) {
        return layout;
      }
    }
    names.forEach(name -> field(RoleLayout.full, name));
    return RoleLayout.full;
  }

  private static Optional<NamedField> find(RoleLayout layout, String name) {
    return layout.fields().stream()
        .filter(f -> f.name().equals(name) || f.field().name().equals(name))
        .findFirst();
  }

  private static NamedField field(RoleLayout layout, String name) {
    return find(layout, name)
        .orElseThrow(
            () ->
                Failure.usage(
                    WordArgument.quote(name)
                        + " is no field of "
                        + layout.withArticle()
                        + "; it has "
                        + layout.fields().stream()
                            .map(NamedField::name)
                            .collect(Collectors.joining(", "))));
  }

  private static int value(NamedField field, String assignment) {
    int equal = assignment.indexOf('=');
    int max = field.field().max();
    if (equal < 0) {
      if (max != 1) {
        throw Failure.usage(field.name() + " is a number; write " + field.name() + "=0.." + max);
      }
      return 1;
    }
    String text = assignment.substring(equal + 1);
    if (field.field().name().equals("access") && Access.parse(text) >= 0) {
      return Access.parse(text);
    }
    long value;
    try {
      boolean hex = text.startsWith("0x") || text.startsWith("0X");
      value = Long.parseLong(text.substring(hex ? 2 : 0), hex ? HEX_RADIX : DECIMAL_RADIX);
    } catch (NumberFormatException e) {
      throw Failure.usage(
          field.name() + "=" + WordArgument.quote(text) + ": write a number, 0.." + max);
    }
    if (value < 0 || value > max) {
      throw Failure.usage(field.name() + "=" + text + " is out of range 0.." + max);
    }
    return (int) value;
  }
}
