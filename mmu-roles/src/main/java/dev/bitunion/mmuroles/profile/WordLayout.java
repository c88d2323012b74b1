package dev.bitunion.mmuroles.profile;

import java.util.List;
import java.util.Map;

/** A layout of a 32-bit role word, as data: for code that goes through all fields. */
public interface WordLayout {
  /**
   * A field's place.
   *
   * @param name its name in C
   * @param shift number of its least significant bit
   * @param width its width in bits
   */
  record Slot(String name, int shift, int width) {
    /** {@code 3:0}, or {@code 7} for a flag. */
    public String place() {
      return width == 1 ? Integer.toString(shift) : (shift + width - 1) + ":" + shift;
    }
  }

  /** The fields, lowest bit first. */
  List<Slot> slots();

  /** The values of all fields of a word, by name, lowest bit first; flags are 0 or 1. */
  Map<String, Integer> values(int word);

  /**
   * The word whose fields have these values; fields not named are 0.
   *
   * @throws IllegalArgumentException for a name that is no field, or a value out of range
   */
  int word(Map<String, Integer> values);

  /** The bits of a word that belong to no field. */
  int unnamed(int word);

  /** The field of a name, or null. */
  default Slot slot(String name) {
    return slots().stream().filter(s -> s.name().equals(name)).findFirst().orElse(null);
  }
}
