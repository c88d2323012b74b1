package dev.bitunion.mmuroles.cli;

import java.util.Collection;
import java.util.HexFormat;

/**
 * Builds one JSON object on one line. Words are strings {@code 0x...}, counts are numbers; keys
 * come out in the order in which they are written.
 */
public final class JsonWriter {
  private static final HexFormat HEX = HexFormat.of();
  private final StringBuilder text = new StringBuilder("{");

  /** A string, or null. */
  public JsonWriter put(String key, String value) {
    key(key);
    string(value);
    return this;
  }

  /** A number. */
  public JsonWriter put(String key, long value) {
    key(key).append(value);
    return this;
  }

  /** A truth value. */
  public JsonWriter put(String key, boolean value) {
    key(key).append(value);
    return this;
  }

  /** An array of strings. */
  public JsonWriter put(String key, Collection<String> values) {
    key(key).append('[');
    String comma = "";
    for (String value : values) {
      text.append(comma);
      string(value);
      comma = ",";
    }
    text.append(']');
    return this;
  }

  /** An object. */
  public JsonWriter put(String key, JsonWriter object) {
    key(key).append(object);
    return this;
  }

  /** An array of objects. */
  public JsonWriter putAll(String key, Collection<JsonWriter> objects) {
    key(key).append('[');
    String comma = "";
    for (JsonWriter object : objects) {
      text.append(comma).append(object);
      comma = ",";
    }
    text.append(']');
    return this;
  }

  /** The object, closed. */
  @Override
  public String toString() {
    return text + "}";
  }

  private StringBuilder key(String key) {
    if (text.length() > 1) {
      text.append(',');
    }
    string(key);
    return text.append(':');
  }

  private void string(String value) {
    if (value == null) {
      text.append("null");
      return;
    }
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < ' ') {
            text.append("\\u").append(HEX.toHexDigits(c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
