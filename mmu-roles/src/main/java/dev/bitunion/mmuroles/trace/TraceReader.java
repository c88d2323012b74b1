package dev.bitunion.mmuroles.trace;

import static dev.bitunion.mmuroles.trace.Bytes.ascii;

import java.io.IOException;
import java.io.InputStream;

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
  private static final byte[] STACK_FRAME = ascii("=>");
  private static final byte[] CPUS = ascii("cpus=");
  private static final byte[] VERSION = ascii("version = ");
  private static final byte[] CPU = ascii("CPU ");
  private static final byte[] IS_EMPTY = ascii(" is empty");
  private static final byte[] SLASH = ascii("/");
  private static final byte[] LAST_REGISTER = ascii("hflags=");
  private static final byte[][] ELISIONS = {
    ascii("..."), ascii("[...]"), ascii("[snip]"), ascii("<snip>"), ascii("[ ... ]")
  };

  private final TraceHandler handler;
  private final EventLine event = new EventLine();
  private final PageEvent page;
  private final FieldReader fields = new FieldReader();
  private final WrappedLine joined = new WrappedLine();

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
      while (reader.next()) {
        line(reader.buffer(), reader.start(), reader.end(), reader);
      }
    } finally {
      giveUp();
      lines = reader.lineNumber();
      bytesRead = reader.bytesRead();
    }
  }

  private void line(byte[] bytes, int from, int to, LineReader reader) {
    long number = reader.lineNumber();
    boolean understood = !reader.overlong() && understand(bytes, from, to, number);
    endsCut = !understood && !reader.terminated();
    if (understood || reader.overlong()) {
      giveUp();
      if (!understood) {
        unknown(number, 1);
      }
    } else if (joined.isEmpty()) {
      if (!joined.start(bytes, from, to, number)) {
        unknown(number, 1);
      }
    } else {
      joinWith(bytes, from, to);
    }
  }

  /** A mailer may have wrapped a line: tries it together with what came before. */
  private void joinWith(byte[] bytes, int from, int to) {
    joined.append(bytes, unquoted(bytes, from, to), to);
    if (understand(joined.bytes(), 0, joined.length(), joined.firstLine())) {
      joined.clear();
      endsCut = false;
    } else if (joined.isFull()) {
      giveUp();
    }
  }

  private boolean understand(byte[] bytes, int from, int to, long number) {
    return event.parse(bytes, from, to) ? dispatch(number) : other(bytes, from, to, number);
  }

  private void giveUp() {
    if (!joined.isEmpty()) {
      unknown(joined.firstLine(), joined.lines());
      joined.clear();
    }
  }

  private void unknown(long number, int count) {
    unknownLines += count;
    if (firstUnknownLine == 0 || number < firstUnknownLine) {
      firstUnknownLine = number;
    }
  }

  /** Where a line begins behind the marks of quoted mail. */
  private static int unquoted(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (bytes[at] == '>' || bytes[at] == ' ')) {
      at++;
    }
    return at;
  }

  private boolean dispatch(long number) {
    if (event.kind() == EventKind.INIT_MMU && !isWhole()) {
      return false;
    }
    if (!event.kind().isPage()) {
      events++;
      handler.event(event, number);
      return true;
    }
    if (!page.decode(event)) {
      return false;
    }
    events++;
    pageEvents++;
    hiddenPageEvents += page.hidden() ? 1 : 0;
    pluginPageEvents += page.byPlugin() ? 1 : 0;
    handler.page(event, page, number);
    return true;
  }

  /** Whether a kvm_init_mmu probe shows its last register; a wrapped line does not. */
  private boolean isWhole() {
    return fields.over(event.bytes(), event.payload(), event.end()).has(LAST_REGISTER);
  }

  /** A line that is no event; false if it is not understood. */
  private boolean other(byte[] bytes, int from, int to, long number) {
    int at = unquoted(bytes, from, to);
    if (at == to) {
      return true;
    }
    if (isElision(bytes, at, to)) {
      handler.lost(0, number);
      return true;
    }
    if (bytes[at] == '#') {
      comment(bytes, at, to, number);
      return true;
    }
    if (Bytes.startsWith(bytes, at, to, CPU_GAP)) {
      return gap(bytes, at, to, number);
    }
    return Bytes.startsWith(bytes, at, to, STACK_FRAME)
        || Bytes.startsWith(bytes, at, to, CPUS)
        || Bytes.startsWith(bytes, at, to, VERSION)
        || Bytes.startsWith(bytes, at, to, CPU) && find(bytes, at, to, IS_EMPTY) >= 0;
  }

  /** {@code ...} or {@code [snip]} alone on a line: somebody left lines out. */
  private static boolean isElision(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && bytes[end - 1] == ' ') {
      end--;
    }
    for (byte[] mark : ELISIONS) {
      if (end - from == mark.length && Bytes.startsWith(bytes, from, end, mark)) {
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
  private boolean gap(byte[] bytes, int from, int to, long number) {
    int lost = find(bytes, from, to, LOST);
    if (lost >= 0) {
      handler.lost(numberAt(bytes, lost + LOST.length, to), number);
      return true;
    }
    int dropped = find(bytes, from, to, DROPPED);
    if (dropped >= 0) {
      int bracket = dropped;
      while (bracket > from && bytes[bracket] != '[') {
        bracket--;
      }
      handler.lost(numberAt(bytes, bracket + 1, to), number);
      return true;
    }
    return false;
  }

  /** The number that stands here; 0 if none does. */
  private long numberAt(byte[] bytes, int from, int to) {
    long number = fields.over(bytes, from, to).decimal(Long.MAX_VALUE / 16);
    return fields.failed() ? 0 : number;
  }

  private static int find(byte[] bytes, int from, int to, byte[] text) {
    for (int at = from; at + text.length <= to; at++) {
      if (Bytes.startsWith(bytes, at, to, text)) {
        return at;
      }
    }
    return -1;
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
