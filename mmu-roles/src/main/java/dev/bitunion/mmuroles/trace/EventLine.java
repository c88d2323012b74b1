package dev.bitunion.mmuroles.trace;

/**
 * Finds the parts of one event line: {@code TASK-PID [CPU] FLAGS TIME: event: payload}, as the
 * kernel's ftrace text and {@code trace-cmd report} print it.
 *
 * <p>A task's name may hold dashes, blanks and brackets, so the line is read from the first bracket
 * that a time stamp follows: {@code [CPU]}, at most one word of flags, digits and a colon. The
 * parts are offsets into the line's bytes; nothing is copied.
 */
public final class EventLine {
  private static final long BRACKETS = Bytes.repeat('[');

  private byte[] bytes;
  private int end;
  private boolean hasTime;
  private int bracket;
  private int afterBracket;
  private int time;
  private int name;
  private int nameEnd;
  private int payload;
  private EventKind kind = EventKind.OTHER;

  /** Reads the line {@code [from, to)}; false if it is not an event. */
  boolean parse(byte[] line, int from, int to) {
    bytes = line;
    end = to;
    hasTime = findTime(from);
    if (!hasTime) {
      return false;
    }
    name = Bytes.skipBlanks(bytes, name, end);
    int at = name;
    while (at < end && bytes[at] != ':' && bytes[at] != ' ') {
      at++;
    }
    nameEnd = at;
    if (nameEnd == name) {
      return false;
    }
    boolean named = at < end && bytes[at] == ':';
    kind = named ? EventNames.find(bytes, name, nameEnd) : EventKind.OTHER;
    payload = named ? Bytes.skipBlanks(bytes, at + 1, end) : at;
    return true;
  }

  /** Whether the line, of which {@link #parse} found no event, holds processor and time of one. */
  boolean hasTime() {
    return hasTime;
  }

  /** Looks for {@code [CPU] flags time:}; leaves {@link #name} behind the colon. */
  private boolean findTime(int from) {
    int at = Bytes.indexOf(bytes, from, end, BRACKETS);
    while (at >= 0) {
      if (isCpu(at) && isTime(Bytes.skipBlanks(bytes, afterBracket, end))) {
        bracket = at;
        return true;
      }
      at = Bytes.indexOf(bytes, at + 1, end, BRACKETS);
    }
    return false;
  }

  private boolean isCpu(int at) {
    int digit = at + 1;
    while (digit < end && Bytes.isDigit(bytes[digit])) {
      digit++;
    }
    afterBracket = digit + 1;
    return digit > at + 1 && digit < end && bytes[digit] == ']';
  }

  /** Whether a time stamp starts here, or behind one word of flags. */
  private boolean isTime(int at) {
    if (isStamp(at)) {
      return true;
    }
    int word = at;
    while (word < end && bytes[word] != ' ') {
      word++;
    }
    return word < end && isStamp(Bytes.skipBlanks(bytes, word, end));
  }

  private boolean isStamp(int at) {
    int digit = at;
    while (digit < end && (Bytes.isDigit(bytes[digit]) || bytes[digit] == '.')) {
      digit++;
    }
    if (digit == at || digit >= end || bytes[digit] != ':' || !Bytes.isDigit(bytes[at])) {
      return false;
    }
    time = at;
    name = digit + 1;
    return true;
  }

  /** Which event it is. */
  public EventKind kind() {
    return kind;
  }

  /** The buffer that the line lies in. */
  public byte[] bytes() {
    return bytes;
  }

  /** First byte of what follows {@code event: }. */
  public int payload() {
    return payload;
  }

  /** Behind the last byte of the line. */
  public int end() {
    return end;
  }

  /** First byte of the time stamp. */
  public int time() {
    return time;
  }

  /** How many characters of flags stand between processor and time; 0 without any. */
  int flags() {
    int from = Bytes.skipBlanks(bytes, afterBracket, time);
    int to = from;
    while (to < time && bytes[to] != ' ') {
      to++;
    }
    return to - from;
  }

  /** The thread: the digits behind the last dash before the processor's number; -1 without any. */
  public int pid() {
    int at = bracket - 1;
    while (at >= 0 && bytes[at] == ' ') {
      at--;
    }
    if (at >= 0 && bytes[at] == ')') {
      // record-tgid: "task-pid ( tgid) [cpu]"
      while (at >= 0 && bytes[at] != '(') {
        at--;
      }
      do {
        at--;
      } while (at >= 0 && bytes[at] == ' ');
    }
    int last = at;
    while (at >= 0 && Bytes.isDigit(bytes[at])) {
      at--;
    }
    if (at < 0 || at == last || bytes[at] != '-') {
      return -1;
    }
    int pid = 0;
    for (int digit = at + 1; digit <= last; digit++) {
      pid = pid * 10 + (bytes[digit] - '0');
    }
    return pid;
  }
}
