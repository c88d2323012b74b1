package dev.bitunion.mmuroles.trace;

import static dev.bitunion.mmuroles.trace.Bytes.ascii;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a trace as text, line by line: tells events, comments, gaps and stack traces apart, counts
 * what it does not understand and hands the rest to a {@link TraceHandler}.
 */
final class TraceReader {
  private static final byte[] FACTS = ascii("# mmu-roles:");
  private static final byte[] ENTRIES = ascii("# entries-in-buffer/entries-written:");
  private static final byte[] CPU_GAP = ascii("CPU:");
  private static final byte[] LOST = ascii("[LOST ");
  private static final byte[] DROPPED = ascii("EVENTS DROPPED]");
  private static final byte[] CPUS = ascii("cpus=");
  private static final byte[] VERSION = ascii("version = ");
  private static final byte[] CPU = ascii("CPU ");
  private static final byte[] IS_EMPTY = ascii(" is empty");
  private static final byte[] SLASH = ascii("/");
  private static final byte[][] ELISIONS = {
    ascii("..."), "\u2026".getBytes(StandardCharsets.UTF_8), ascii("snip"), ascii("8<")
  };
  private static final String OPENING = " [(<*-";

  /** How much of a trace shows how its lines were wrapped. */
  private static final int SAMPLE = 64 * 1024;

  private final TraceHandler handler;
  private final EventLine event = new EventLine();
  private final PageEvent page;
  private final FieldReader fields = new FieldReader();
  private final WrappedLine held = new WrappedLine();
  private final EventLine heldEvent = new EventLine();
  private Wrapping wrapping;

  private long lines;
  private long events;
  private long pageEvents;
  private long hiddenPageEvents;
  private long pluginPageEvents;
  private long unknownLines;
  private long firstUnknownLine;
  private long bytesRead;
  private boolean endsCut;

  TraceReader(TraceHandler handler, TracedLayout layout) {
    this.handler = handler;
    this.page = new PageEvent(layout);
  }

  /** Reads to the end of the stream. */
  void read(InputStream in) throws IOException {
    LineReader reader = new LineReader(in);
    try {
      wrapping = Wrapping.of(reader.buffer(), 0, reader.peek(SAMPLE));
      while (reader.next()) {
        line(reader);
      }
    } finally {
      finishHeld();
      lines = reader.lineNumber();
      bytesRead = reader.bytesRead();
    }
  }

  private void line(LineReader reader) {
    long number = reader.lineNumber();
    byte[] bytes = reader.buffer();
    int from = reader.start();
    int to = reader.end();
    endsCut = false;
    if (reader.overlong()) {
      finishHeld();
      unknown(number, 1);
    } else if (event.parse(bytes, from, to)) {
      finishHeld();
      event(reader, number);
    } else if (event.hasTime()) {
      // Broken before the event's name.
      finishHeld();
      hold(bytes, from, to, number);
    } else if (!held.isEmpty() && wrapping.atColumn() && continuesHeld(bytes, from, to)) {
      continueHeld(bytes, from, to);
    } else if (!other(bytes, from, to, number)) {
      if (!held.isEmpty() && continuesHeld(bytes, from, to)) {
        continueHeld(bytes, from, to);
      } else {
        finishHeld();
        hold(bytes, from, to, number);
      }
      endsCut = !held.isEmpty() && !reader.terminated();
    }
  }

  /**
   * An event begins on this line. A page event tells whether it is whole; any other is held until
   * the next line shows that nothing continues it, if it is so short that it may be wrapped.
   */
  private void event(LineReader reader, long number) {
    byte[] bytes = reader.buffer();
    int from = reader.start();
    int to = reader.end();
    if (event.kind().isPage()) {
      if (!page(event, number)) {
        hold(bytes, from, to, number);
        endsCut = !reader.terminated();
      }
    } else if (wrapping.mayBeBroken(to - from)) {
      hold(bytes, from, to, number);
    } else {
      whole(event, number);
    }
  }

  /** An event with all of its text, unless somebody left the end of it out. */
  private void whole(EventLine line, long number) {
    events++;
    byte[] bytes = line.bytes();
    int end = line.end();
    if (end - line.payload() > ELISIONS[0].length
        && Bytes.startsWith(bytes, end - ELISIONS[0].length, end, ELISIONS[0])) {
      handler.lost(0, number);
    } else {
      handler.event(line, number);
    }
  }

  private void hold(byte[] bytes, int from, int to, long number) {
    if (!held.start(bytes, from, to, number)) {
      unknown(number, 1);
    }
  }

  private boolean continuesHeld(byte[] bytes, int from, int to) {
    boolean isEvent = event.parse(held.bytes(), 0, held.length());
    boolean isWhole = isEvent && !event.kind().isPage();
    int text = wrapping.textOf(bytes, from, to);
    return !held.isFull(isEvent)
        && (!isWhole && !wrapping.atColumn()
            || wrapping.mayContinue(held.lastLength(), bytes, text, to));
  }

  private void continueHeld(byte[] bytes, int from, int to) {
    held.append(!wrapping.atColumn(), bytes, wrapping.textOf(bytes, from, to), from, to);
    if (event.parse(held.bytes(), 0, held.length())
        && event.kind().isPage()
        && page(event, held.firstLine())) {
      held.clear();
    }
  }

  /** Nothing continues the held line: it is an event, or it was not understood. */
  private void finishHeld() {
    if (held.isEmpty()) {
      return;
    }
    boolean isEvent = held.length() > 0 && heldEvent.parse(held.bytes(), 0, held.length());
    if (isEvent && !heldEvent.kind().isPage()) {
      whole(heldEvent, held.firstLine());
    } else {
      unknown(held.firstLine(), held.lines());
      if (isEvent) {
        // Half a page event: what it did is not known.
        handler.lost(0, held.firstLine());
      }
    }
    held.clear();
  }

  private void unknown(long number, int count) {
    unknownLines += count;
    if (firstUnknownLine == 0 || number < firstUnknownLine) {
      firstUnknownLine = number;
    }
  }

  private boolean page(EventLine line, long number) {
    if (!page.decode(line)) {
      return false;
    }
    events++;
    pageEvents++;
    hiddenPageEvents += page.hidden() ? 1 : 0;
    pluginPageEvents += page.byPlugin() ? 1 : 0;
    handler.page(line, page, number);
    return true;
  }

  /** A line that is no event; false if it is not understood. */
  private boolean other(byte[] bytes, int from, int to, long number) {
    int at = Wrapping.unquoted(bytes, from, to);
    if (at < to && !isElision(bytes, at, to) && bytes[at] != '#' && !isRemark(bytes, at, to)) {
      return false;
    }
    finishHeld();
    if (at == to) {
      return true;
    }
    if (isElision(bytes, at, to)) {
      handler.lost(0, number);
    } else if (bytes[at] == '#') {
      comment(bytes, at, to, number);
    } else if (Bytes.startsWith(bytes, at, to, CPU_GAP)) {
      gap(bytes, at, to, number);
    }
    return true;
  }

  /** What trace-cmd and the kernel say between events. */
  private static boolean isRemark(byte[] bytes, int at, int to) {
    if (Bytes.startsWith(bytes, at, to, CPU_GAP)
        && (Bytes.indexOf(bytes, at, to, LOST) >= 0
            || Bytes.indexOf(bytes, at, to, DROPPED) >= 0)) {
      return true;
    }
    return Bytes.startsWith(bytes, at, to, CPUS)
        || Bytes.startsWith(bytes, at, to, VERSION)
        || Bytes.startsWith(bytes, at, to, CPU) && Bytes.indexOf(bytes, at, to, IS_EMPTY) >= 0
        || KernelLog.isLine(bytes, at, to);
  }

  /** {@code ...}, {@code [snip]} or {@code ... 34 lines ...}: somebody left lines out. */
  private static boolean isElision(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && OPENING.indexOf(bytes[at]) >= 0) {
      at++;
    }
    for (byte[] mark : ELISIONS) {
      if (Bytes.startsWith(bytes, at, to, mark)) {
        return true;
      }
    }
    return false;
  }

  private void comment(byte[] bytes, int from, int to, long number) {
    if (Bytes.startsWith(bytes, from, to, FACTS)) {
      handler.facts(bytes, from + FACTS.length, to, number);
    } else if (Bytes.startsWith(bytes, from, to, ENTRIES)) {
      fields.over(bytes, from + ENTRIES.length, to);
      long inBuffer = number();
      fields.skip(SLASH);
      long written = number();
      if (!fields.failed() && written > inBuffer) {
        handler.lost(written - inBuffer, number);
      }
    }
  }

  private long number() {
    fields.skipBlanks();
    return fields.decimal(Long.MAX_VALUE / 16);
  }

  /**
   * {@code CPU:0 [LOST 34 EVENTS]} of the kernel, {@code CPU:0 [34 EVENTS DROPPED]} of trace-cmd;
   * both leave the number out when they do not know it.
   */
  private void gap(byte[] bytes, int from, int to, long number) {
    int lost = Bytes.indexOf(bytes, from, to, LOST);
    if (lost >= 0) {
      handler.lost(numberAt(bytes, lost + LOST.length, to), number);
      return;
    }
    int bracket = Bytes.indexOf(bytes, from, to, DROPPED);
    while (bracket > from && bytes[bracket] != '[') {
      bracket--;
    }
    handler.lost(numberAt(bytes, bracket + 1, to), number);
  }

  /** The number that stands here; 0 if none does. */
  private long numberAt(byte[] bytes, int from, int to) {
    long number = fields.over(bytes, from, to).decimal(Long.MAX_VALUE / 16);
    return fields.failed() ? 0 : number;
  }

  long lines() {
    return lines;
  }

  /** Event lines that were understood, of whatever kind. */
  long events() {
    return events;
  }

  long pageEvents() {
    return pageEvents;
  }

  /** Page events in the kernel's text, which does not print five fields of the role. */
  long hiddenPageEvents() {
    return hiddenPageEvents;
  }

  /** Page events as trace-cmd's kvm plug-in prints them. */
  long pluginPageEvents() {
    return pluginPageEvents;
  }

  /** Lines that are no event, comment, gap, stack trace or blank, and events that are cut. */
  long unknownLines() {
    return unknownLines;
  }

  /** The first of them, 0 without any. */
  long firstUnknownLine() {
    return firstUnknownLine;
  }

  /** The last line is cut in the middle. */
  boolean endsCut() {
    return endsCut;
  }

  /** Bytes of text read, unpacked. */
  long bytesRead() {
    return bytesRead;
  }
}
