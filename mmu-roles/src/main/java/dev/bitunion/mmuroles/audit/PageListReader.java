package dev.bitunion.mmuroles.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads pages in the forms that crash, drgn and scripts print: JSON Lines, CSV {@code gfn,role}, or
 * text with {@code gfn = ...} and {@code role.word = ...}, which may stand on lines of their own.
 *
 * <p>In JSON and CSV digits only are decimal; so they are in text, as C debuggers print them. Hex
 * is written {@code 0x...}.
 */
public final class PageListReader {
  private static final String NUMBER = "(0[xX][0-9a-fA-F]+|[0-9]+)";
  private static final Pattern JSON_GFN = Pattern.compile("\"gfn\"\\s*:\\s*\"?" + NUMBER + "\\b");
  private static final Pattern JSON_ROLE =
      Pattern.compile("\"(?:role|word|role\\.word)\"\\s*:\\s*\"?" + NUMBER + "\\b");
  private static final Pattern CSV_ROW =
      Pattern.compile("\"?" + NUMBER + "\"?\\s*,\\s*\"?" + NUMBER + "\"?\\s*(?:,.*)?");
  private static final Pattern CSV_HEADER = Pattern.compile("\"?gfn\"?\\s*,\\s*\"?role.*");
  private static final Pattern TEXT_GFN =
      Pattern.compile("(?<![\\w.])\\.?gfn\\s*[=:]\\s*(?:\\([^)]*\\)\\s*)?" + NUMBER + "\\b");
  private static final Pattern TEXT_ROLE =
      Pattern.compile(
          "(?<![\\w.])(?:\\.?role(?:\\.word)?|\\.?word)\\s*[=:]\\s*\\{?\\s*(?:\\([^)]*\\)\\s*)?"
              + "(?:\\.?(?:word)?\\s*=?\\s*)(?:\\([^)]*\\)\\s*)?"
              + NUMBER
              + "\\b");
  private static final long MAX_GFN = 0xf_ffff_ffff_ffffL;
  private static final long MAX_ROLE = 0xffff_ffffL;
  private static final int HEX = 16;

  private final PageList list;
  private long line;
  private long badLines;
  private long firstBad;
  private String firstReason;
  private long gfn = -1;
  private long role = -1;

  /** Reads into a list. */
  public PageListReader(PageList list) {
    this.list = list;
  }

  /** Reads to the end. */
  public void read(BufferedReader in) throws IOException {
    for (String text = in.readLine(); text != null; text = in.readLine()) {
      line++;
      take(text.strip());
    }
    settle();
  }

  private void take(String text) {
    if (text.startsWith("{\"") || text.startsWith("{ \"")) {
      settle();
      pair(JSON_GFN.matcher(text), JSON_ROLE.matcher(text), text);
      return;
    }
    Matcher row = CSV_ROW.matcher(text);
    if (row.matches()) {
      settle();
      add(row.group(1), row.group(2));
    } else if (!CSV_HEADER.matcher(text.toLowerCase(Locale.ROOT)).matches()) {
      text(text);
    }
  }

  private void pair(Matcher foundGfn, Matcher foundRole, String text) {
    if (foundGfn.find() && foundRole.find()) {
      add(foundGfn.group(1), foundRole.group(1));
    } else {
      bad("no \"gfn\" and \"role\" in " + shown(text));
    }
  }

  private void text(String text) {
    Matcher foundGfn = TEXT_GFN.matcher(text);
    Matcher foundRole = TEXT_ROLE.matcher(text);
    if (foundGfn.find()) {
      if (gfn >= 0) {
        bad("a second gfn before a role");
      }
      gfn = number(foundGfn.group(1), MAX_GFN, "a gfn");
    }
    if (foundRole.find()) {
      if (role >= 0) {
        bad("a second role before a gfn");
      }
      role = number(foundRole.group(1), MAX_ROLE, "a role");
    }
    if (gfn >= 0 && role >= 0) {
      list.add(gfn, (int) role, line);
      gfn = -1;
      role = -1;
    }
  }

  /** Something stands alone where the next form, or the end, begins. */
  private void settle() {
    if (gfn >= 0 || role >= 0) {
      bad(gfn >= 0 ? "a gfn without a role" : "a role without a gfn");
      gfn = -1;
      role = -1;
    }
  }

  private void add(String gfnText, String roleText) {
    long ofGfn = number(gfnText, MAX_GFN, "a gfn");
    long ofRole = number(roleText, MAX_ROLE, "a role");
    if (ofGfn >= 0 && ofRole >= 0) {
      list.add(ofGfn, (int) ofRole, line);
    }
  }

  private long number(String text, long max, String what) {
    boolean hex = text.length() > 2 && Character.toLowerCase(text.charAt(1)) == 'x';
    try {
      long number = hex ? Long.parseLong(text.substring(2), HEX) : Long.parseLong(text);
      if (number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Longer than 63 bits: too large, like the others.
    }
    bad(shown(text) + " is too large for " + what);
    return -1;
  }

  private void bad(String reason) {
    badLines++;
    if (firstReason == null) {
      firstBad = line;
      firstReason = reason;
    }
  }

  private static String shown(String text) {
    return "'" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "'";
  }

  /** Entries that could not be read. */
  public long badLines() {
    return badLines;
  }

  /** Why the first of them could not, with its line. */
  public String firstReason() {
    return "line " + firstBad + ": " + firstReason;
  }
}
