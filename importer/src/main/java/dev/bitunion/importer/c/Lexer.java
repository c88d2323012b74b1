package dev.bitunion.importer.c;

import dev.bitunion.importer.BadInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts C into words, comments kept. A patch is read as what it leads to: lines that it removes and
 * its own marks become blanks, so that lines and columns stay those of the text.
 */
final class Lexer {
  private final String source;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final Map<String, Token> macros = new HashMap<>();
  private int at;
  private int line = 1;
  private int lineStart;

  Lexer(String source, String text) {
    this.source = source;
    this.text = afterPatch(text);
  }

  /** All words, an {@link Token.Kind#END} behind them. */
  List<Token> tokens() {
    while (skipBlanks()) {
      next();
    }
    tokens.add(end());
    return tokens;
  }

  /** The end, right behind the last word: there something is missing. */
  private Token end() {
    for (int i = tokens.size() - 1; i >= 0; i--) {
      Token last = tokens.get(i);
      if (last.kind() != Token.Kind.COMMENT) {
        int column = last.column() + last.text().length();
        return new Token(Token.Kind.END, "", last.line(), column, last.line());
      }
    }
    return new Token(Token.Kind.END, "", 1, 1, 1);
  }

  private static String afterPatch(String text) {
    List<String> lines = text.lines().toList();
    boolean patch =
        lines.stream().anyMatch(l -> l.startsWith("@@ ") || l.startsWith("+"))
            && lines.stream().allMatch(l -> l.isEmpty() || "+- @\\di".indexOf(l.charAt(0)) >= 0);
    if (!patch) {
      return text.replace("\r", " ") + "\n";
    }
    StringBuilder after = new StringBuilder();
    for (String each : lines) {
      boolean kept = each.startsWith(" ") || each.startsWith("+") && !each.startsWith("+++ ");
      after.append(kept ? " " + each.substring(1) : "").append('\n');
    }
    return after.toString().replace("\r", " ");
  }

  private boolean skipBlanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      if (text.charAt(at) == '\n') {
        line++;
        lineStart = at + 1;
      }
      at++;
    }
    return at < text.length();
  }

  private void next() {
    char c = text.charAt(at);
    int from = at;
    if (text.startsWith("//", at)) {
      at = text.indexOf('\n', at);
      tokens.add(token(Token.Kind.COMMENT, text.substring(from + 2, at).strip(), from));
    } else if (text.startsWith("/*", at)) {
      comment();
    } else if (c == '#') {
      directive();
    } else if (isWord(c)) {
      while (isWord(text.charAt(at))) {
        at++;
      }
      word(text.substring(from, at), from);
    } else if ("{}[]();:,*=-<>+&|".indexOf(c) >= 0) {
      at++;
      tokens.add(token(Token.Kind.SIGN, String.valueOf(c), from));
    } else {
      throw error("'" + c + "' means nothing in a declaration");
    }
  }

  private void word(String word, int from) {
    if (Character.isDigit(word.charAt(0))) {
      tokens.add(token(Token.Kind.NUMBER, word, from));
      return;
    }
    Token macro = macros.get(word);
    tokens.add(
        macro == null
            ? token(Token.Kind.WORD, word, from)
            : token(Token.Kind.NUMBER, macro.text(), from));
  }

  private void comment() {
    int from = at;
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      throw error("this comment does not end");
    }
    int startLine = line;
    int column = at - lineStart + 1;
    String inside = text.substring(from + 2, end);
    for (int i = from; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    at = end + 2;
    StringBuilder said = new StringBuilder();
    for (String each : inside.lines().toList()) {
      said.append(each.strip().replaceFirst("^\\*+ ?", "").strip()).append('\n');
    }
    tokens.add(new Token(Token.Kind.COMMENT, said.toString().strip(), startLine, column, line));
  }

  /** {@code #define NAME 3} is understood, {@code #include} means nothing here. */
  private void directive() {
    int end = text.indexOf('\n', at);
    String[] words = text.substring(at + 1, end).strip().split("\\s+");
    switch (words[0]) {
      case "define" -> {
        if (words.length == 3 && words[2].matches("\\d+|0[xX][0-9a-fA-F]+")) {
          macros.put(words[1], token(Token.Kind.NUMBER, words[2], at));
        }
      }
      case "include", "undef", "pragma" -> {
        // Nothing that a declaration needs.
      }
      default ->
          throw error("#" + words[0] + " is not evaluated; paste the branch that is compiled");
    }
    at = end;
  }

  private static boolean isWord(char c) {
    return c == '_' || c < 128 && Character.isLetterOrDigit(c);
  }

  private Token token(Token.Kind kind, String said, int from) {
    return new Token(kind, said, line, from - lineStart + 1, line);
  }

  private BadInputException error(String message) {
    return new BadInputException(source + ":" + line + ":" + (at - lineStart + 1) + ": " + message);
  }
}
