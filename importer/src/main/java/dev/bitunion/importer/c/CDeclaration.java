package dev.bitunion.importer.c;

import dev.bitunion.importer.btf.BtfEnumerator;
import java.util.List;

/**
 * A struct or union as declared.
 *
 * @param union whether it is a union
 * @param name its tag, or empty
 * @param packed whether it is declared packed
 * @param members in order
 * @param doc the comment in front of it
 */
record CDeclaration(
    boolean union, String name, boolean packed, List<Declarator> members, String doc) {

  /**
   * The type of a member: one of the three.
   *
   * @param scalar a number, or null
   * @param composite a struct or union with its members, or null
   * @param reference whether the composite is named and not opened
   * @param typedef the typedef's name that the declaration uses, or empty
   * @param enumName an enumeration's name, or empty
   * @param enumerators an enumeration's values
   */
  record Type(
      CScalars.Scalar scalar,
      CDeclaration composite,
      boolean reference,
      String typedef,
      String enumName,
      List<BtfEnumerator> enumerators) {}

  /**
   * One member.
   *
   * @param name its name, or empty
   * @param type its type, behind pointer and array
   * @param pointer whether it is a pointer
   * @param width width of a bit-field, or -1
   * @param count elements of an array: 1 for others, 0 where none are stated
   * @param array whether it is an array
   * @param doc its comments
   * @param line where its name stands
   * @param column where its name stands
   */
  record Declarator(
      String name,
      Type type,
      boolean pointer,
      int width,
      long count,
      boolean array,
      String doc,
      int line,
      int column) {}
}
