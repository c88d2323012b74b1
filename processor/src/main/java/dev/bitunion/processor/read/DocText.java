package dev.bitunion.processor.read;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a source comment fit to stand in a generated class: its references were resolved by imports
 * that the generated class does not have.
 */
final class DocText {
  private DocText() {}

  /** The comment's main description, references turned into code. */
  static String clean(String comment) {
    StringBuilder lines = new StringBuilder();
    for (String line : comment.split("\n")) {
      String text = line.strip();
      if (text.startsWith("@")) {
        break;
      }
      lines.append(text).append('\n');
    }
    String text = lines.toString().strip();
    return text.contains("{@") ? Inline.resolved(text) : text;
  }

  /** Tags inside text. Most comments have none, and patterns take a while to compile. */
  private static final class Inline {
    private static final Pattern REFERENCE =
        Pattern.compile("\\{@link(?:plain)?\\s+([^\\s{}]+)(?:\\s+([^{}]*))?}");
    private static final Pattern RETURN =
        Pattern.compile("\\{@return\\s+((?:[^{}]|\\{[^{}]*})*?)\\.?}");
    private static final Pattern OTHER = Pattern.compile("\\{@(?:value|inheritDoc|docRoot)[^{}]*}");

    private Inline() {}

    static String resolved(String text) {
      String rest = OTHER.matcher(text).replaceAll("");
      String plain = REFERENCE.matcher(rest).replaceAll(Inline::reference);
      return RETURN.matcher(plain).replaceAll("Returns $1.");
    }

    private static String reference(MatchResult found) {
      String label = found.group(2);
      String code = label == null ? "{@code " + member(found.group(1)) + "}" : label;
      return Matcher.quoteReplacement(code);
    }

    private static String member(String reference) {
      String name = reference.startsWith("#") ? reference.substring(1) : reference;
      return name.replace('#', '.');
    }
  }
}
