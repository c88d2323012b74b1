package dev.bitunion.importer.conform;

import dev.bitunion.importer.BadInputException;
import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.Csv;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a file of values, gathered by the type that they are of. */
final class Trials {
  private final Map<String, List<Trial>> byType = new LinkedHashMap<>();
  private final boolean byModule;

  private Trials(boolean byModule) {
    this.byModule = byModule;
  }

  /**
   * One row.
   *
   * @param bytes an instance of the type
   * @param values what C read from it, as it stands in the row
   */
  record Trial(byte[] bytes, String values) {
    /** How many values the row holds. */
    int count() {
      return (int) values.chars().filter(c -> c == '|').count() + 1;
    }

    /** The values; a number that is none is an error of the file. */
    List<BigInteger> numbers(String type) {
      List<BigInteger> numbers = new ArrayList<>();
      for (String text : values.split("\\|", -1)) {
        boolean hex = text.startsWith("0x");
        try {
          numbers.add(hex ? new BigInteger(text.substring(2), 16) : new BigInteger(text));
        } catch (NumberFormatException e) {
          throw new BadInputException(
              "a value of " + type + " is no number: " + Csv.quote(text), e);
        }
      }
      return numbers;
    }
  }

  /** Reads all rows. */
  static Trials read(Csv csv) {
    Trials trials = new Trials(csv.has("module"));
    while (csv.next()) {
      long size = csv.number("size_bytes");
      String key =
          trials.key(csv.text("module", ""), csv.text("root_kind"), csv.text("root"), size);
      trials
          .byType
          .computeIfAbsent(key, k -> new ArrayList<>())
          .add(new Trial(bytes(csv, size), csv.text("values")));
    }
    return trials;
  }

  private static byte[] bytes(Csv row, long size) {
    String text = row.text("bytes_hex");
    byte[] bytes;
    try {
      bytes = HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw row.bad("column bytes_hex holds " + Csv.quote(text));
    }
    if (bytes.length != size) {
      throw row.bad(bytes.length + " bytes of a type of " + size);
    }
    return bytes;
  }

  /** The types that have values, in the file's order. */
  List<String> types() {
    return List.copyOf(byType.keySet());
  }

  /** The rows of a type. */
  List<Trial> of(String type) {
    return byType.get(type);
  }

  /** What a type of a layout table is called here. */
  String key(CType type) {
    return key(type.origin().module(), type.kind(), type.name(), type.bytes());
  }

  private String key(String module, String kind, String name, long bytes) {
    return (byModule ? module + " " : "") + kind + " " + name + " of " + bytes + " bytes";
  }
}
