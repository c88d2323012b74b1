package dev.bitunion.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a source comment fit to stand in a generated class: its references were resolved by imports
 * that the generated class does not have.
 */
final class DocText {
  private static final Pattern REFERENCE =
      Pattern.compile("\\{@link(?:plain)?\\s+([^\\s{}]+)(?:\\s+([^{}]*))?}");
  private static final Pattern RETURN =
      Pattern.compile("\\{@return\\s+((?:[^{}]|\\{[^{}]*})*?)\\.?}");
  private static final Pattern OTHER = Pattern.compile("\\{@(?:value|inheritDoc|docRoot)[^{}]*}");

  private DocText() {}

  /** The comment's main description, references turned into code. */
  static String clean(String comment) {
    List<String> lines = new ArrayList<>();
    for (String line : comment.split("\n")) {
      String text = line.strip();
      if (text.startsWith("@")) {
        break;
      }
      lines.add(text);
    }
    String text = String.join("\n", lines).strip();
    text = OTHER.matcher(text).replaceAll("");
    String plain =
        REFERENCE
            .matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(2) == null
                            ? "{@code " + member(found.group(1)) + "}"
                            : found.group(2)));
    return RETURN.matcher(plain).replaceAll("Returns $1.");
  }

  private static String member(String reference) {
    String name = reference.startsWith("#") ? reference.substring(1) : reference;
    return name.replace('#', '.');
  }
}
