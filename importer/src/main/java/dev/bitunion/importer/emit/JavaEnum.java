package dev.bitunion.importer.emit;

import java.util.List;

/**
 * An enumeration to write.
 *
 * @param name its simple name
 * @param cName its name in C
 * @param constants its constants, no two with one value
 * @param fallback the constant that stands for all other numbers; null if there are none
 */
public record JavaEnum(String name, String cName, List<Constant> constants, Constant fallback) {

  /**
   * A constant.
   *
   * @param name its name
   * @param value its number
   */
  public record Constant(String name, long value) {}
}
