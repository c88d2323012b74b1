package dev.bitunion.mmuroles.cli;

import static java.util.stream.Collectors.joining;

import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.profile.WordLayout;
import dev.bitunion.mmuroles.role.Access;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      "  mmu-roles encode --kernel 6.1 level=2 has_4_byte_gpte quadrant=3 access=wux",
      "  mmu-roles encode --as full base.level=4 base.direct ext.valid ext.cr0_pg"
    })
final class EncodeCommand extends Subcommand {
  private static final String BASE = "base.";
  private static final String EXT = "ext.";
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

  @Mixin private FormatOption format = new FormatOption();
  @Mixin private ProfileOption kernel = new ProfileOption();

  private RoleProfile profile;

  EncodeCommand(Session session) {
    super(session);
  }

  @Override
  boolean takes(List<String> all) {
    assignments = all;
    return !all.isEmpty();
  }

  @Override
  public Integer call() {
    RoleModel model = kernel.model();
    profile = kernel.profile(session);
    RoleLayout as = layout == null ? layoutOf(names()) : layout;
    Map<String, Integer> values = new LinkedHashMap<>();
    for (String assignment : assignments) {
      Field field = field(as, name(assignment));
      if (values.put(field.name(), value(field, assignment)) != null) {
        throw Failure.usage(field.name() + " is given twice");
      }
    }
    long word = word(as, values);
    String input = String.join(" ", assignments);
    if (format.format() == Format.csv) {
      session.out().println(DecodedWord.CSV_HEADER);
    }
    if (model == null) {
      ProfileWord answer = ProfileWord.of(input, profile, as, word);
      print(
          as, word, answer.meaning(), answer.notes(), () -> answer.print(session, format.format()));
    } else {
      DecodedWord answer = DecodedWord.of(input, as, word, model);
      print(
          as,
          word,
          answer.meaning(),
          answer.notes(),
          () -> answer.print(session, format.format(), model));
    }
    return ExitCode.FINE;
  }

  /** For people the fields are not repeated: they have just been typed. */
  private void print(
      RoleLayout as, long word, String meaning, List<String> notes, Runnable otherwise) {
    if (format.format() != Format.text) {
      otherwise.run();
      return;
    }
    session.out().printf("%s  %s as %s%n", session.bold(as.hex(word)), as.title(), profile.label());
    session.out().println("  " + meaning);
    notes.forEach(note -> session.out().println("  note: " + note));
  }

  private List<String> names() {
    return assignments.stream().map(EncodeCommand::name).toList();
  }

  private static String name(String assignment) {
    int equal = assignment.indexOf('=');
    return equal < 0 ? assignment : assignment.substring(0, equal);
  }

  /**
   * A field that can be set.
   *
   * @param name its name in the layout, behind {@code base.} or {@code ext.} in a full role
   * @param bare its name in C
   * @param max the largest value
   */
  private record Field(String name, String bare, int max) {}

  private List<Field> fields(RoleLayout as) {
    List<Field> fields = new ArrayList<>();
    if (as != RoleLayout.ext) {
      add(fields, as == RoleLayout.full ? BASE : "", profile.page());
    }
    if (as != RoleLayout.page && profile.ext() != null) {
      add(fields, as == RoleLayout.full ? EXT : "", profile.ext());
    }
    return fields;
  }

  private static void add(List<Field> fields, String prefix, WordLayout half) {
    half.values(-1).forEach((name, max) -> fields.add(new Field(prefix + name, name, max)));
  }

  private long word(RoleLayout as, Map<String, Integer> values) {
    return switch (as) {
      case page -> Integer.toUnsignedLong(profile.page().word(values));
      case ext -> profile.ext() == null ? 0 : Integer.toUnsignedLong(profile.ext().word(values));
      case full -> {
        int ext = profile.ext() == null ? 0 : profile.ext().word(half(EXT, values));
        yield MmuRoleBits.prepBase(profile.page().word(half(BASE, values)))
            | MmuRoleBits.prepExt(ext);
      }
    };
  }

  private static Map<String, Integer> half(String prefix, Map<String, Integer> values) {
    Map<String, Integer> half = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            half.put(name.substring(prefix.length()), value);
          }
        });
    return half;
  }

  /** The first layout that knows all names; a name that none knows is reported by the search. */
  private RoleLayout layoutOf(List<String> names) {
    for (RoleLayout candidate : RoleLayout.values()) {
      if (names.stream().allMatch(name -> find(candidate, name).isPresent())) {
        return candidate;
      }
    }
    names.forEach(name -> field(RoleLayout.full, name));
    return RoleLayout.full;
  }

  private Optional<Field> find(RoleLayout as, String name) {
    return fields(as).stream()
        .filter(f -> f.name().equals(name) || f.bare().equals(name))
        .findFirst();
  }

  private Field field(RoleLayout as, String name) {
    return find(as, name)
        .orElseThrow(
            () ->
                Failure.usage(
                    WordArgument.quote(name)
                        + " is no field of "
                        + as.withArticle()
                        + "; it has "
                        + fields(as).stream().map(Field::name).collect(joining(", "))));
  }

  private static int value(Field field, String assignment) {
    int equal = assignment.indexOf('=');
    if (equal < 0) {
      if (field.max() != 1) {
        throw Failure.usage(
            field.name() + " is a number; write " + field.name() + "=0.." + field.max());
      }
      return 1;
    }
    String text = assignment.substring(equal + 1);
    if (field.bare().equals("access") && Access.parse(text) >= 0) {
      return Access.parse(text);
    }
    long value;
    try {
      boolean hex = text.startsWith("0x") || text.startsWith("0X");
      value = Long.parseLong(text.substring(hex ? 2 : 0), hex ? HEX_RADIX : DECIMAL_RADIX);
    } catch (NumberFormatException e) {
      throw Failure.usage(
          field.name() + "=" + WordArgument.quote(text) + ": write a number, 0.." + field.max());
    }
    if (value < 0 || value > field.max()) {
      throw Failure.usage(field.name() + "=" + text + " is out of range 0.." + field.max());
    }
    return (int) value;
  }
}
