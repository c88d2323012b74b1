package dev.bitunion.processor.model;

import dev.bitunion.processor.message.Site;
import java.util.List;
import java.util.Set;

/**
 * A method of the interface, a field or not.
 *
 * @param name its name
 * @param form whether it has a body, and why
 * @param parameters how many parameters it has
 * @param generic whether it has type parameters
 * @param site the method
 * @param member where the annotation stands that makes it a member; null if it is none
 * @param view whether it returns a view
 * @param marks the annotations that make a method a member, by name
 * @param indexed whether its one parameter is an int
 * @param skips the paddings that stand on it
 */
public record MethodModel(
    String name,
    Form form,
    int parameters,
    boolean generic,
    Site site,
    Site member,
    boolean view,
    Set<String> marks,
    boolean indexed,
    List<SkipModel> skips) {
  /** Copies the collections. */
  public MethodModel {
    skips = List.copyOf(skips);
    marks = Set.copyOf(marks);
  }

  /** Whether a method has a body, and why. */
  public enum Form {
    /** It has none, as a field should. */
    ABSTRACT("abstract"),
    /** A default method. */
    DEFAULT("default"),
    /** A static method. */
    STATIC("static"),
    /** A private method. */
    PRIVATE("private");

    private final String word;

    Form(String word) {
      this.word = word;
    }

    /** Java's word for it. */
    public String word() {
      return word;
    }
  }
}
