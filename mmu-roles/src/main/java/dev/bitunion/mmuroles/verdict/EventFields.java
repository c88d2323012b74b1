package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.trace.EventLine;
import dev.bitunion.mmuroles.trace.FieldReader;
import java.nio.charset.StandardCharsets;

/** Reads the named numbers of an event, whether printed raw ({@code name=}) or as text. */
final class EventFields {
  /** A field: how it is called in raw reports and in the kernel's text. */
  record Key(byte[] raw, byte[] text) {
    static Key of(String name) {
      return of(name, name);
    }

    static Key of(String raw, String text) {
      return new Key(bytes(raw + "="), bytes(text + " "));
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
  }

  private final FieldReader reader = new FieldReader();
  private boolean failed;

  EventFields over(EventLine line) {
    reader.over(line.bytes(), line.payload(), line.end());
    failed = false;
    return this;
  }

  /** A number in hex; 0, and {@link #failed}, if the event has no such field. */
  long hex(Key key) {
    if (!find(key)) {
      failed = true;
      return 0;
    }
    long value = reader.hex();
    if (reader.failed()) {
      failed = true;
      return 0;
    }
    return value;
  }

  /** Whether the event has the field; then it is read next. */
  boolean find(Key key) {
    if (reader.has(key.raw())) {
      reader.to(key.raw());
      return true;
    }
    if (reader.has(key.text())) {
      reader.to(key.text());
      return true;
    }
    return false;
  }

  /** A field was missing or no number since {@link #over}. */
  boolean failed() {
    return failed;
  }
}
