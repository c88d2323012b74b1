package dev.bitunion.mmuroles.cli;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;

/**
 * The world of one run: streams, and what is known of the terminal. Commands touch nothing else, so
 * that tests run them in memory.
 *
 * @param in standard input
 * @param out where answers go, buffered
 * @param err where errors, notes and progress go
 * @param colour whether answers may hold escape sequences
 * @param progress whether progress may be shown
 */
public record Session(
    InputStream in, PrintStream out, PrintStream err, boolean colour, boolean progress) {
  /** A run whose output goes to streams that are no terminal. */
  public static Session plain(InputStream in, PrintStream out, PrintStream err) {
    return new Session(in, out, err, false, false);
  }

  /** The process's own streams. */
  static Session ofProcess(PrintStream out) {
    boolean terminal = isTerminal();
    boolean colour = terminal && (System.getenv("NO_COLOR") == null || isEmpty("NO_COLOR"));
    return new Session(System.in, out, System.err, colour, terminal);
  }

  private static boolean isEmpty(String variable) {
    return System.getenv(variable).isEmpty();
  }

  /** Since Java 22 there may be a console without a terminal behind it; it then says so. */
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    if (Runtime.version().feature() < 22) {
      return true;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }

  /** A line of the answer; with values, as {@link String#format} puts them in, in no locale. */
  void print(String line, Object... values) {
    out.println(values.length == 0 ? line : String.format(Locale.ROOT, line, values));
  }

  /** One line on stderr that changes no exit code. */
  public void note(String text) {
    out.flush();
    err.println("note: " + text);
  }

  /** The text, bright on a terminal. */
  public String bold(String text) {
    return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
  }
}
