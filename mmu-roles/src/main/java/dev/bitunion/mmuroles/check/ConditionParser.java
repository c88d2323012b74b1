package dev.bitunion.mmuroles.check;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses a rule of a {@link Profile}: field names (not 0), {@code level = 2..5,7}, {@code !},
 * {@code &}, {@code |}, {@code ->} and parentheses, binding in this order.
 */
final class ConditionParser {
  private static final Pattern TOKEN = Pattern.compile("\\s*(->|[!&|()=,]|\\.\\.|\\w+)");

  private final String text;
  private final List<RoleField> fields;
  private final Matcher matcher;
  private String token;
  private int at;
  private int end;

  ConditionParser(String text, List<RoleField> fields) {
    this.text = text;
    this.fields = fields;
    this.matcher = TOKEN.matcher(text);
    next();
  }

  /**
   * The condition.
   *
   * @throws IllegalArgumentException if the text is none, naming the column
   */
  Condition parse() {
    Condition condition = implication();
    if (token != null) {
      throw expected("'&', '|' or '->'");
    }
    return condition;
  }

  private Condition implication() {
    Condition left = disjunction();
    return take("->") ? left.implies(implication()) : left;
  }

  private Condition disjunction() {
    Condition left = conjunction();
    while (take("|")) {
      left = left.or(conjunction());
    }
    return left;
  }

  private Condition conjunction() {
    Condition left = term();
    while (take("&")) {
      left = left.and(term());
    }
    return left;
  }

  private Condition term() {
    if (take("!")) {
      return term().not();
    }
    if (take("(")) {
      Condition inner = implication();
      if (!take(")")) {
        throw expected("')'");
      }
      return inner;
    }
    RoleField field = field();
    return take("=") ? values(field) : field.set();
  }

  private RoleField field() {
    for (RoleField field : fields) {
      if (field.name().equals(token)) {
        next();
        return field;
      }
    }
    throw expected("the name of a field declared above, '!' or '('");
  }

  private Condition values(RoleField field) {
    Condition any = Condition.FALSE;
    do {
      int from = value(field);
      int to = take("..") ? value(field) : from;
      for (int value = from; value <= to; value++) {
        any = any.or(field.eq(value));
      }
    } while (take(","));
    return any;
  }

  private int value(RoleField field) {
    long max = Long.rotateLeft(1, field.width()) - 1;
    try {
      long value = token == null ? -1 : Long.decode(token);
      if (value >= 0 && value <= Math.min(max, Integer.MAX_VALUE)) {
        next();
        return (int) value;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw expected("a value of " + field.name() + ", 0 to " + max);
  }

  private boolean take(String wanted) {
    if (!wanted.equals(token)) {
      return false;
    }
    next();
    return true;
  }

  private void next() {
    int from = end;
    matcher.region(from, text.length());
    if (matcher.lookingAt()) {
      token = matcher.group(1);
      at = matcher.start(1);
      end = matcher.end();
    } else {
      token = null;
      at = from;
      if (!text.substring(from).isBlank()) {
        throw expected("a name, a number or one of ! & | -> = ( )");
      }
    }
  }

  private IllegalArgumentException expected(String what) {
    return new IllegalArgumentException(
        "column " + (at + 1) + " of the rule '" + text + "': expected " + what);
  }
}
