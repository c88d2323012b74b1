package dev.bitunion.mmuroles.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of one line, read from left to right. A {@code #} before a blank or at the end of the
 * line begins a comment, so that {@code #PF} is a word.
 */
final class Words {
  private static final Pattern COMMENT = Pattern.compile("#(\\s|$)");

  private final int line;
  private final String text;
  private final List<Word> words = new ArrayList<>();
  private int at;

  Words(int line, String text) {
    this.line = line;
    Matcher comment = COMMENT.matcher(text);
    this.text = (comment.find() ? text.substring(0, comment.start()) : text).stripTrailing();
    int begin = 0;
    while (begin < this.text.length()) {
      if (Character.isWhitespace(this.text.charAt(begin))) {
        begin++;
        continue;
      }
      int end = begin;
      while (end < this.text.length() && !Character.isWhitespace(this.text.charAt(end))) {
        end++;
      }
      words.add(new Word(this.text.substring(begin, end), line, begin + 1));
      begin = end;
    }
  }

  /** The line without its comment and without blanks around it. */
  String text() {
    return text.strip();
  }

  int line() {
    return line;
  }

  boolean more() {
    return at < words.size();
  }

  /** The next word, which must be there. */
  Word next(String what) {
    if (!more()) {
      throw new ScenarioException(line, text.length() + 1, what + " expected");
    }
    return words.get(at++);
  }

  /** Takes the next word if it is this one. */
  boolean take(String word) {
    if (more() && words.get(at).is(word)) {
      at++;
      return true;
    }
    return false;
  }

  /** The value of the next word if it is {@code key=value}; else null. */
  Word option(String key) {
    if (more() && words.get(at).text().toLowerCase(Locale.ROOT).startsWith(key + "=")) {
      return words.get(at++).after(key.length() + 1);
    }
    return null;
  }

  /** Nothing may follow. */
  void end() {
    if (more()) {
      throw words.get(at).error("'" + words.get(at).text() + "' is not expected here");
    }
  }
}
