package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.mmu.PageMath;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names for guest frames, and numbers. Where an address is wanted, a name stands for the first byte
 * of its frame; {@code A+0x404} is an offset into it and {@code A[5]} the address of an entry.
 */
final class Symbols {
  /** Physical addresses have at most 52 bits. */
  static final long FRAMES = PageMath.setOf(40);

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
  private static final Pattern SUM = Pattern.compile("([^+\\[]+)\\+(.+)");

  private final Map<String, Long> frames = new HashMap<>();

  /** Gives a frame a name. */
  void define(Word name, long frame) {
    if (!NAME.matcher(name.text()).matches()) {
      throw name.error("'" + name.text() + "' is no name; write letters, digits and _");
    }
    if (frames.putIfAbsent(name.text(), frame) != null) {
      throw name.error("'" + name.text() + "' is defined already");
    }
  }

  /** A frame number: a name, a number, or one of these plus a number of frames. */
  long frame(Word word) {
    Matcher sum = SUM.matcher(word.text());
    long frame;
    if (sum.matches()) {
      frame = base(word, sum.group(1)) + number(word.after(sum.start(2)));
    } else {
      frame = base(word, word.text());
    }
    if (frame < 0 || frame >= FRAMES) {
      throw word.error("frame 0x" + Long.toHexString(frame) + " is beyond 2^40");
    }
    return frame;
  }

  private long base(Word word, String text) {
    if (NAME.matcher(text).matches()) {
      Long frame = frames.get(text);
      if (frame == null) {
        throw word.error("'" + text + "' is not defined; write 'let " + text + " = FRAME' first");
      }
      return frame;
    }
    return number(new Word(text, word.line(), word.column()));
  }

  /** An address: a number, or a name with an offset in bytes. */
  long address(Word word) {
    Matcher sum = SUM.matcher(word.text());
    String head = sum.matches() ? sum.group(1) : word.text();
    long offset = sum.matches() ? number(word.after(sum.start(2))) : 0;
    if (!NAME.matcher(head).matches()) {
      return number(new Word(head, word.line(), word.column())) + offset;
    }
    return PageMath.gpa(base(word, head)) + offset;
  }

  /** Address of the entry {@code TABLE[INDEX]}. */
  long entry(Word word, int size) {
    int open = word.text().indexOf('[');
    if (open < 1 || !word.text().endsWith("]")) {
      throw word.error("'" + word.text() + "' is no entry; write TABLE[INDEX]");
    }
    String inside = word.text().substring(open + 1, word.text().length() - 1);
    Word index = new Word(inside, word.line(), word.column() + open + 1);
    long number = number(index);
    if (number < 0 || number >= PageMath.PAGE_SIZE / size) {
      throw index.error("a table has entries 0 to " + (PageMath.PAGE_SIZE / size - 1));
    }
    Word table = new Word(word.text().substring(0, open), word.line(), word.column());
    return PageMath.gpa(frame(table)) + size * number;
  }

  /** A number: 0x and hex digits, or decimal. */
  static long number(Word word) {
    try {
      String text = word.text();
      return text.startsWith("0x") || text.startsWith("0X")
          ? Long.parseUnsignedLong(text.substring(2), 16)
          : Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw word.error("'" + word.text() + "' is no number; write 0x1f or 31");
    }
  }

  /** A number that fits a count. */
  static int count(Word word) {
    long number = number(word);
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw word.error("'" + word.text() + "' is too large");
    }
    return (int) number;
  }
}
