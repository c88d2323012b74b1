package dev.bitunion.processor.corpus;

import java.util.Map;

/**
 * A corpus type written in the layout language.
 *
 * @param type the record
 * @param simpleName the interface's name
 * @param source its text
 * @param accessors for each path in C, how generated code names the field
 */
record Declaration(
    CorpusType type, String simpleName, String source, Map<String, Accessor> accessors) {

  /**
   * How generated code names a leaf.
   *
   * @param method the getter, views in front of it flattened into its name
   * @param capital the same behind {@code with}
   * @param constant the head of its constants
   * @param index element of an array, -1 for others
   */
  record Accessor(String method, String capital, String constant, int index) {}

  /** How much a declaration helps the generator along. */
  enum Style {
    /** As the C source reads: names as in C, places left to the ABI. */
    PLAIN,
    /** Methods are numbered; {@code cName} keeps C's names, which are taken words in Java. */
    RENAMED,
    /** And places stated with {@code at}: the corpus does not list unnamed padding. */
    PLACED
  }
}
