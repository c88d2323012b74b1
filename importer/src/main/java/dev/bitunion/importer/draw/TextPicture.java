package dev.bitunion.importer.draw;

import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.Leaf;
import java.util.List;

/**
 * Draws a type as text: a character a bit, each member a letter. Little-endian words are drawn as
 * manuals draw them, bit 0 on the right; big-endian ones with bit 0 on the left, as they count.
 */
public final class TextPicture {
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final char UNNAMED = '.';
  private static final char OUTSIDE = ' ';

  private final Stack stack;
  private final int labelWidth;
  private final StringBuilder out = new StringBuilder();

  private TextPicture(Stack stack) {
    this.stack = stack;
    this.labelWidth = stack.strips().stream().mapToInt(s -> s.label().length()).max().orElse(0);
  }

  /** The picture of one type, as each of several files lays it out. */
  public static String of(List<CType> types) {
    return new TextPicture(Stack.of(types)).draw();
  }

  private String draw() {
    out.append(stack.name()).append('\n');
    boolean skipped = false;
    for (long row = 0; row < stack.rows(); row++) {
      if (stack.isInteresting(row)) {
        drawRow(row);
        skipped = false;
      } else if (!skipped) {
        out.append("  ...\n");
        skipped = true;
      }
    }
    legend();
    return out.toString();
  }

  private void drawRow(long row) {
    boolean msbFirst = stack.strips().get(0).isMsbFirst();
    line("", ruler(row, msbFirst));
    for (Stack.Strip strip : stack.strips()) {
      if (!stack.isDrawn(strip, row)) {
        continue;
      }
      StringBuilder bits = new StringBuilder();
      for (int i = 0; i < stack.rowBits(); i++) {
        if (i > 0 && i % 8 == 0) {
          bits.append(' ');
        }
        int bit = strip.isMsbFirst() ? i : stack.rowBits() - 1 - i;
        bits.append(symbol(strip, row * stack.rowBits() + bit));
      }
      line(strip.first() ? strip.label() : "", bits.toString());
    }
  }

  /** The number of the first bit of each byte, above it. */
  private String ruler(long row, boolean msbFirst) {
    StringBuilder ruler = new StringBuilder();
    for (int i = 0; i < stack.rowBits(); i += 8) {
      long bit = row * stack.rowBits() + (msbFirst ? i : stack.rowBits() - 1 - i);
      ruler.append(String.format("%-9d", bit));
    }
    return ruler.toString().stripTrailing();
  }

  private char symbol(Stack.Strip strip, long bit) {
    if (bit >= strip.type().bits()) {
      return OUTSIDE;
    }
    Leaf leaf = Stack.at(strip, bit);
    return leaf == null ? UNNAMED : letter(leaf.path());
  }

  private char letter(String path) {
    return LETTERS.charAt(stack.members().indexOf(path) % LETTERS.length());
  }

  private void line(String label, String text) {
    out.append("  ").append(String.format("%-" + Math.max(1, labelWidth) + "s", label));
    out.append("  ").append(text.stripTrailing()).append('\n');
  }

  /** Every member with its letter and its bits in each file. */
  private void legend() {
    int width = stack.members().stream().mapToInt(String::length).max().orElse(0);
    for (String path : stack.members()) {
      out.append("  ").append(letter(path)).append(' ');
      StringBuilder places = new StringBuilder();
      String last = null;
      for (Stack.Strip strip : stack.strips()) {
        for (Leaf leaf : strip.cells()) {
          String place = leaf.path().equals(path) ? place(leaf) : null;
          if (place != null && !place.equals(last)) {
            places.append(last == null ? "" : ", then ").append(place);
            if (last != null) {
              places.append(" in ").append(strip.label());
            }
            last = place;
          }
        }
      }
      out.append(String.format("%-" + Math.max(1, width) + "s", path)).append("  ").append(places);
      out.append('\n');
    }
  }

  private static String place(Leaf leaf) {
    String bits =
        leaf.bitWidth() == 1 ? "" + leaf.bitOffset() : leaf.bitOffset() + "-" + (leaf.bitEnd() - 1);
    return bits + (leaf.signed() ? " signed" : "");
  }
}
