package dev.bitunion.processor.source;

/**
 * An annotation in generated source.
 *
 * @param code all of it
 */
public record AnnotationSpec(CodeBlock code) {
  /** An annotation without members. */
  public static AnnotationSpec of(ClassName type) {
    return new AnnotationSpec(CodeBlock.of("@$T", type));
  }

  /** An annotation with its one {@code value}. */
  public static AnnotationSpec of(ClassName type, String value) {
    return new AnnotationSpec(CodeBlock.of("@$T($S)", type, value));
  }
}
