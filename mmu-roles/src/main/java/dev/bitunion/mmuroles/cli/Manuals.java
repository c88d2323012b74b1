package dev.bitunion.mmuroles.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Writes what an installed program brings along: completion for bash, and a manual page a command.
 */
final class Manuals {
  private Manuals() {}

  /** Writes below the folder that is given, where {@code share} has such files. */
  public static void main(String[] args) throws IOException {
    Path share = Path.of(args[0]);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    CommandLine top = Parser.whole(Session.plain(InputStream.nullInputStream(), nowhere, nowhere));
    write(
        share.resolve("bash-completion/completions/" + Cli.NAME), AutoComplete.bash(Cli.NAME, top));
    pages(share.resolve("man/man1"), top);
  }

  private static void pages(Path folder, CommandLine line) throws IOException {
    write(folder.resolve(pageName(line.getCommandSpec()) + ".1"), page(line.getCommandSpec()));
    for (CommandLine part : line.getSubcommands().values()) {
      pages(folder, part);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String pageName(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  /** One page in the man macros: name, synopsis, options, commands, examples, see also. */
  static String page(CommandSpec spec) {
    StringBuilder page = new StringBuilder();
    String name = pageName(spec);
    page.append(".TH ").append(name.toUpperCase(Locale.ROOT)).append(" 1\n");
    String about = String.join(" ", spec.usageMessage().description());
    page.append(".SH NAME\n").append(text(name)).append(" \\- ").append(text(about)).append('\n');
    page.append(".SH SYNOPSIS\n.B ").append(text(spec.qualifiedName())).append("\n.RI [OPTION]...");
    for (PositionalParamSpec word : spec.positionalParameters()) {
      page.append(" \" ").append(text(word.paramLabel())).append("\"...");
    }
    page.append(spec.subcommands().isEmpty() ? "\n" : " \" COMMAND\"\n").append(".SH OPTIONS\n");
    for (PositionalParamSpec word : spec.positionalParameters()) {
      item(page, word.paramLabel(), word);
    }
    for (OptionSpec option : spec.options()) {
      String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
      item(page, String.join(", ", option.names()) + label, option);
    }
    if (!spec.subcommands().isEmpty()) {
      page.append(".SH COMMANDS\n");
      for (CommandLine part : spec.subcommands().values()) {
        CommandSpec sub = part.getCommandSpec();
        tagged(page, sub.name(), String.join(" ", sub.usageMessage().description()));
      }
    }
    page.append(".SH NOTES\n.nf\n");
    for (String line : spec.usageMessage().footer()) {
      page.append(text(line)).append('\n');
    }
    page.append(".fi\n");
    seeAlso(page, spec);
    return page.toString();
  }

  private static void seeAlso(StringBuilder page, CommandSpec spec) {
    String others = spec.parent() == null ? pageName(spec) + "-decode" : pageName(spec.parent());
    page.append(".SH SEE ALSO\n.BR ").append(text(others)).append(" (1)\n");
  }

  private static void item(StringBuilder page, String tag, ArgSpec argument) {
    tagged(page, tag, String.join(" ", argument.description()));
  }

  private static void tagged(StringBuilder page, String tag, String text) {
    page.append(".TP\n.B ").append(text(tag)).append('\n').append(text(text)).append('\n');
  }

  /** Text as troff reads it: backslashes, hyphens, and no line that begins as a macro does. */
  static String text(String text) {
    String plain =
        text.replaceAll("@\\|\\S+ (.*?)\\|@", "$1").replace("%%", "%").replace("%n", " ");
    String escaped = plain.replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
