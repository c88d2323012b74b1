package dev.bitunion.mmuroles.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a {@link Profile}, a line at a time: {@code field NAME BITS}, {@code pad BITS}, {@code rule
 * CONDITION}; {@code #} starts a comment.
 */
public final class ProfileReader {
  private final List<RoleField> fields = new ArrayList<>();
  private final List<Family> rules = new ArrayList<>();
  private int bits;

  private ProfileReader() {}

  /** A line that is no part of a profile; the message begins with its number. */
  public static final class MalformedProfileException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedProfileException(String message) {
      super(message);
    }
  }

  /**
   * Reads all lines.
   *
   * @throws MalformedProfileException at the first line that cannot be understood
   */
  public static Profile read(List<String> lines) throws MalformedProfileException {
    ProfileReader reader = new ProfileReader();
    for (int i = 0; i < lines.size(); i++) {
      try {
        reader.line(lines.get(i));
      } catch (IllegalArgumentException e) {
        throw new MalformedProfileException("line " + (i + 1) + ": " + e.getMessage());
      }
    }
    if (reader.fields.isEmpty()) {
      throw new MalformedProfileException("no field: begin with lines like 'field level 4'");
    }
    return new Profile(reader.fields, reader.bits, reader.rules);
  }

  private void line(String line) {
    int comment = line.indexOf('#');
    String text = (comment < 0 ? line : line.substring(0, comment)).strip();
    if (text.isEmpty()) {
      return;
    }
    String[] words = text.split("\\s+", 2);
    String rest = words.length == 2 ? words[1] : "";
    switch (words[0]) {
      case "field" -> field(rest.split("\\s+"));
      case "pad" -> grow(width(rest));
      case "rule" -> rules.add(new Family(rest, "", new ConditionParser(rest, fields).parse()));
      default ->
          throw new IllegalArgumentException("'" + words[0] + "' is none of field, pad, rule");
    }
  }

  private void field(String[] words) {
    if (words.length != 2) {
      throw new IllegalArgumentException("a field is 'field NAME BITS'");
    }
    if (fields.stream().anyMatch(field -> field.name().equals(words[0]))) {
      throw new IllegalArgumentException("field '" + words[0] + "' is there already");
    }
    if (!words[0].matches("[A-Za-z_]\\w*") || words[0].equals("in")) {
      throw new IllegalArgumentException("'" + words[0] + "' is no name for a field");
    }
    int width = width(words[1]);
    fields.add(new RoleField(words[0], bits, width));
    grow(width);
  }

  private void grow(int width) {
    bits += width;
    if (bits > BitDiagram.MAX_BITS) {
      throw new IllegalArgumentException(
          "the word has " + bits + " bits; at most " + BitDiagram.MAX_BITS + " can be counted");
    }
  }

  private static int width(String text) {
    try {
      int width = Integer.parseInt(text);
      if (width > 0 && width <= Integer.SIZE) {
        return width;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw new IllegalArgumentException("'" + text + "' is no width: 1 to 32 bits");
  }
}
