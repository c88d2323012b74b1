package dev.bitunion.mmuroles.trace;

/** Finds an {@link EventKind} by the bytes of its name: one multiply and one compare. */
final class EventNames {
  private static final int SIZE = 256;
  private static final int MASK = SIZE - 1;
  private static final EventKind[] KINDS = new EventKind[SIZE];
  private static final byte[][] NAMES = new byte[SIZE][];

  static {
    for (EventKind kind : EventKind.values()) {
      byte[] name = Bytes.ascii(kind.eventName());
      if (name.length > 0) {
        int slot = slot(name, 0, name.length);
        while (NAMES[slot] != null) {
          slot = (slot + 1) & MASK;
        }
        NAMES[slot] = name;
        KINDS[slot] = kind;
      }
    }
  }

  private EventNames() {}

  static EventKind find(byte[] bytes, int from, int to) {
    if (to - from < 2) {
      return EventKind.OTHER;
    }
    for (int slot = slot(bytes, from, to); NAMES[slot] != null; slot = (slot + 1) & MASK) {
      byte[] name = NAMES[slot];
      if (name.length == to - from && Bytes.startsWith(bytes, from, to, name)) {
        return KINDS[slot];
      }
    }
    return EventKind.OTHER;
  }

  /** Length, last two bytes and the middle: enough to tell the few names apart. */
  private static int slot(byte[] bytes, int from, int to) {
    int length = to - from;
    int sum = length * 31 + bytes[to - 1];
    sum = sum * 31 + bytes[to - 2];
    sum = sum * 31 + bytes[from + length / 2];
    return sum * 7 & MASK;
  }
}
