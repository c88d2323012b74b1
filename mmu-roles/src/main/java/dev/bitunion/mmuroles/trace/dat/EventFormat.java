package dev.bitunion.mmuroles.trace.dat;

import dev.bitunion.mmuroles.trace.EventKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an event's fields lie in its record, from the format text that the kernel gave.
 *
 * @param id the number in each record
 * @param name the event's name
 * @param kind the event, if a replay knows it
 * @param fields its own fields
 */
record EventFormat(int id, String name, EventKind kind, List<Field> fields) {
  /** A field; {@code array} is a text up to the end of the record. */
  record Field(String name, int offset, int size, boolean array) {}

  private static final Pattern NAME = Pattern.compile("name: (\\S+)");
  private static final Pattern ID = Pattern.compile("\\bID: (\\d{1,5})");
  private static final Pattern FIELD =
      Pattern.compile("field:[^;]*?(\\w+)(\\[\\d*\\])?;\\s*offset:(\\d{1,6});\\s*size:(\\d{1,6});");

  static EventFormat parse(String text) {
    Matcher name = NAME.matcher(text);
    Matcher id = ID.matcher(text);
    if (!name.find() || !id.find()) {
      throw new DatException("damaged trace.dat: an event format without name or ID");
    }
    List<Field> fields = new ArrayList<>();
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      if (!field.group(1).startsWith("common_")) {
        int size = Integer.parseInt(field.group(4));
        fields.add(
            new Field(
                field.group(1),
                Integer.parseInt(field.group(3)),
                size,
                field.group(2) != null || size == 0));
      }
    }
    return new EventFormat(
        Integer.parseInt(id.group(1)), name.group(1), kind(name.group(1)), fields);
  }

  private static EventKind kind(String name) {
    for (EventKind kind : EventKind.values()) {
      if (kind.eventName().equals(name)) {
        return kind;
      }
    }
    return EventKind.OTHER;
  }
}
