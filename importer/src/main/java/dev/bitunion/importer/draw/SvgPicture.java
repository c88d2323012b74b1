package dev.bitunion.importer.draw;

import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.Leaf;
import java.util.List;

/** Draws a type as SVG: a strip of boxes a file, the same member in the same colour everywhere. */
public final class SvgPicture {
  private static final int BIT_WIDTH = 24;
  private static final int STRIP_HEIGHT = 34;
  private static final int RULER_HEIGHT = 18;
  private static final int CHAR_WIDTH = 7;

  private final Stack stack;
  private final int left;
  private final StringBuilder out = new StringBuilder();

  private SvgPicture(Stack stack) {
    this.stack = stack;
    int label = stack.strips().stream().mapToInt(s -> s.label().length()).max().orElse(0);
    this.left = 12 + label * CHAR_WIDTH;
  }

  /** The picture of one type, as each of several files lays it out. */
  public static String of(List<CType> types) {
    return new SvgPicture(Stack.of(types)).draw();
  }

  private String draw() {
    int y = 28;
    StringBuilder body = new StringBuilder();
    for (long row = 0; row < stack.rows(); row++) {
      if (stack.isInteresting(row)) {
        y = drawRow(body, row, y) + 12;
      }
    }
    int width = left + stack.rowBits() * BIT_WIDTH + 12;
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(width);
    out.append("\" height=\"").append(y);
    out.append("\" font-family=\"monospace\" font-size=\"11\">\n");
    out.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    text(out, 8, 16, "font-weight=\"bold\"", stack.name());
    return out.append(body).append("</svg>\n").toString();
  }

  private int drawRow(StringBuilder body, long row, int top) {
    boolean msbFirst = stack.strips().get(0).isMsbFirst();
    for (int i = 0; i < stack.rowBits(); i++) {
      long bit = row * stack.rowBits() + (msbFirst ? i : stack.rowBits() - 1 - i);
      String style = "text-anchor=\"middle\" font-size=\"9\" fill=\"#666\"";
      text(body, left + i * BIT_WIDTH + BIT_WIDTH / 2, top + 12, style, Long.toString(bit));
    }
    int y = top + RULER_HEIGHT;
    for (Stack.Strip strip : stack.strips()) {
      if (!stack.isDrawn(strip, row)) {
        continue;
      }
      if (strip.first()) {
        text(body, 8, y + STRIP_HEIGHT / 2 + 4, "", strip.label());
      }
      drawStrip(body, strip, row, y);
      y += STRIP_HEIGHT;
    }
    return y;
  }

  private void drawStrip(StringBuilder body, Stack.Strip strip, long row, int y) {
    long from = row * stack.rowBits();
    long to = Math.min(from + stack.rowBits(), strip.type().bits());
    box(body, strip, from, to - from, from, y, "#f4f4f4", "");
    for (Leaf leaf : strip.cells()) {
      long first = Math.max(from, leaf.bitOffset());
      long end = Math.min(to, leaf.bitEnd());
      if (first < end) {
        box(body, strip, first, end - first, from, y, colour(leaf.path()), leaf.path());
      }
    }
  }

  private void box(
      StringBuilder body,
      Stack.Strip strip,
      long first,
      long width,
      long rowStart,
      int y,
      String colour,
      String path) {
    long column =
        strip.isMsbFirst() ? first - rowStart : stack.rowBits() - (first - rowStart) - width;
    long x = left + column * BIT_WIDTH;
    long pixels = width * BIT_WIDTH;
    String range = width == 1 ? "" + first : first + "-" + (first + width - 1);
    body.append("<g><rect x=\"").append(x).append("\" y=\"").append(y);
    body.append("\" width=\"").append(pixels).append("\" height=\"").append(STRIP_HEIGHT - 4);
    body.append("\" fill=\"").append(colour).append("\" stroke=\"#444\"/>");
    body.append("<title>").append(escape(path.isEmpty() ? "unnamed" : path));
    body.append(": ").append(range).append("</title>");
    if (!path.isEmpty()) {
      String name = path.substring(path.lastIndexOf('.') + 1);
      int fits = (int) (pixels / CHAR_WIDTH);
      String shown = name.length() <= fits ? name : name.substring(0, Math.max(1, fits));
      text(body, x + pixels / 2, y + STRIP_HEIGHT / 2 + 2, "text-anchor=\"middle\"", shown);
    }
    body.append("</g>\n");
  }

  private String colour(String path) {
    // A golden-angle walk over the hues: neighbours in the list differ most.
    int hue = Math.floorMod(stack.members().indexOf(path) * 137, 360);
    return "hsl(" + hue + ",70%,82%)";
  }

  private static void text(StringBuilder body, long x, long y, String style, String text) {
    body.append("<text x=\"").append(x).append("\" y=\"").append(y).append('"');
    body.append(style.isEmpty() ? "" : " ").append(style).append('>');
    body.append(escape(text)).append("</text>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
