package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.profile.PrintedRole;
import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.role.PageMeaning;
import dev.bitunion.mmuroles.role.PageRule;
import dev.bitunion.mmuroles.role.PageText;
import dev.bitunion.mmuroles.role.RoleModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a role word means. */
@Command(
    name = "decode",
    description = "Says what role words mean: every field, and one sentence.",
    footer = {
      "",
      "A word with 0x or a letter a-f is hex; digits only are decimal, as 'trace-cmd report -R'",
      "prints roles. Above 32 bits it is a full role, else a page role. The kernel's trace text",
      "is read too; it does not print five of the fields.",
      "",
      "Examples:",
      "  mmu-roles decode 0x3714 0x0000000d00003714",
      "  mmu-roles decode --as ext cd",
      "  mmu-roles decode 'sp gen 0 gfn 1000 l4 8-byte q0 wux nxe ad root 0 sync new'",
      "  grep -o 'role=[0-9]*' trace.txt | cut -d= -f2 | sort -u | mmu-roles decode -"
    })
final class DecodeCommand extends Subcommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "WORD",
      description = "role words or trace text; - reads a line each from stdin")
  private List<String> words;

  @Option(
      names = "--as",
      paramLabel = "LAYOUT",
      description = "page, ext or full; default: full above 32 bits, else page")
  private RoleLayout layout;

  @Option(names = "--hex", description = "read words of digits only as hex too")
  private boolean hex;

  @Option(
      names = "--printed-by",
      paramLabel = "PRINTER",
      description =
          "the words are text printed by libtraceevent's plugin (trace-cmd report without -R), which"
              + " knows one old layout, or by the kernel itself: plugin, kernel")
  private Printer printer;

  @Mixin private FormatOption format = new FormatOption();
  @Mixin private ProfileOption kernel = new ProfileOption();

  private RoleModel model;
  private RoleProfile profile;

  /** Who printed a text. */
  enum Printer {
    plugin,
    kernel
  }

  DecodeCommand(Session session) {
    super(session);
  }

  @Override
  boolean takes(List<String> all) {
    words = all;
    return !all.isEmpty();
  }

  @Override
  public Integer call() {
    model = kernel.model();
    profile = model == null || printer != null ? kernel.profile(session) : null;
    if (format.format() == Format.csv) {
      session.out().println(DecodedWord.CSV_HEADER);
    }
    String joined = String.join(" ", words);
    boolean unquotedText =
        words.size() > 1 && (printer != null || words.contains("sp") && PageText.looksLike(joined));
    // Not a method reference: linking the first one of a run takes 3 ms, a tenth of this command.
    ToIntFunction<String> decodeArgument =
        new ToIntFunction<>() {
          @Override
          public int applyAsInt(String argument) {
            return decodeArgument(argument);
          }
        };
    return forEach(unquotedText ? List.of(joined) : words, decodeArgument);
  }

  private int decodeArgument(String argument) {
    if (argument.equals("-")) {
      return decodeLines();
    }
    if (printer != null) {
      decodePrinted(argument).print(session, format.format());
    } else if (model == null) {
      decodeAsProfile(argument).print(session, format.format());
    } else {
      decode(argument).print(session, format.format(), model);
    }
    return ExitCode.FINE;
  }

  private int decodeLines() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Inputs.openText(session, "-"), StandardCharsets.ISO_8859_1))) {
      int worst = ExitCode.FINE;
      long number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        long lineNumber = ++number;
        if (!line.isBlank()) {
          worst = Math.max(worst, forEach(List.of(line.strip()), w -> decodeLine(w, lineNumber)));
        }
      }
      return worst;
    } catch (IOException e) {
      throw Inputs.failure("-", e);
    }
  }

  private int decodeLine(String text, long number) {
    try {
      return decodeArgument(text);
    } catch (Failure e) {
      throw Failure.input("-: line " + number + ": " + e.getMessage());
    }
  }

  private ProfileWord decodePrinted(String text) {
    if (layout != null && layout != RoleLayout.page) {
      throw Failure.usage("printed text holds page roles; " + layout.title() + "s are not printed");
    }
    boolean plugin = printer == Printer.plugin;
    PrintedRole printed =
        (plugin ? PrintedRole.ofPlugin(text) : PrintedRole.ofKernel(text, profile.page()))
            .orElseThrow(
                () ->
                    Failure.usage(
                        WordArgument.quote(text)
                            + " is no page as the "
                            + printer
                            + " prints it; that reads "
                            + (plugin
                                ? "'4 q0 wux pae nxe wp root 0 sync'"
                                : "'sp gen 0 gfn 1000 l4 8-byte q0 wux nxe ad root 0 sync new'")));
    return ProfileWord.printed(text, profile, printed);
  }

  private ProfileWord decodeAsProfile(String text) {
    WordArgument word = WordArgument.parse(text, hex);
    RoleLayout as = layout == null ? RoleLayout.of(word.value()) : layout;
    checkFits(text, as, word);
    return ProfileWord.of(text, profile, as, word.value());
  }

  private static void checkFits(String text, RoleLayout as, WordArgument word) {
    if (as != RoleLayout.full && RoleLayout.of(word.value()) == RoleLayout.full) {
      throw Failure.usage(
          WordArgument.quote(text) + " has more than 32 bits; " + as.withArticle() + " has 32");
    }
  }

  private DecodedWord decode(String text) {
    if (PageText.looksLike(text)) {
      return decodeText(text);
    }
    WordArgument word = WordArgument.parse(text, hex);
    RoleLayout as = layout == null ? RoleLayout.of(word.value()) : layout;
    checkFits(text, as, word);
    List<String> notes = new ArrayList<>();
    String impossible = as.impossible(model, word.value());
    if (impossible != null) {
      notes.add("impossible as Linux " + model.kernel() + ": " + impossible);
    }
    if (word.ambiguous()) {
      noteHexReading(word, notes);
    }
    String meaning = as.meaning(model, word.value());
    return new DecodedWord(text, as, word.value(), 0, meaning, notes);
  }

  private void noteHexReading(WordArgument word, List<String> notes) {
    long other = word.hexReading();
    RoleLayout as = layout == null ? RoleLayout.of(other) : layout;
    boolean fits = as == RoleLayout.full || RoleLayout.of(other) != RoleLayout.full;
    if (fits && as.impossible(model, other) == null) {
      notes.add(
          "digits only were read as decimal; as hex, "
              + as.hex(other)
              + " is a legal "
              + as.title()
              + " too: write 0x"
              + word.token()
              + " or --hex");
    }
  }

  private DecodedWord decodeText(String text) {
    if (layout != null && layout != RoleLayout.page) {
      throw Failure.usage(
          "trace text prints a page role; it cannot be read as " + layout.withArticle());
    }
    PageText page =
        PageText.parse(text)
            .orElseThrow(
                () ->
                    Failure.usage(
                        WordArgument.quote(text)
                            + " is no whole page text; it reads 'sp gen 0 gfn 1000 l4 8-byte q0"
                            + " wux nxe ad root 0 sync new'"));
    List<String> notes = new ArrayList<>();
    PageRule.brokenBy(page.role(), PageText.NOT_PRINTED)
        .ifPresent(
            rule -> notes.add("impossible as Linux " + model.kernel() + ": " + rule.reason()));
    String meaning = PageMeaning.of(page.role(), PageText.NOT_PRINTED);
    long word = Integer.toUnsignedLong(page.role());
    return new DecodedWord(text, RoleLayout.page, word, PageText.NOT_PRINTED, meaning, notes);
  }
}
