package dev.bitunion.processor.model;

import dev.bitunion.processor.message.Site;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A union as it is declared.
 *
 * @param name the interface
 * @param shape what kind of type it is
 * @param exported whether the interface, and all types around it, are public
 * @param bits the width of the word as stated
 * @param fields its fields in declaration order
 * @param methods all its methods in declaration order
 * @param doc the interface's documentation, empty for none
 * @param site the interface
 * @param forms what is to be generated besides, with where it was asked for
 * @param bitsSite the value of {@code bits}
 */
public record UnionModel(
    JavaName name,
    TypeShape shape,
    boolean exported,
    int bits,
    List<FieldModel> fields,
    List<MethodModel> methods,
    String doc,
    Map<Form, Site> forms,
    Site site,
    Site bitsSite) {
  /** Copies the lists. */
  public UnionModel {
    fields = List.copyOf(fields);
    methods = List.copyOf(methods);
    forms = Collections.unmodifiableMap(new EnumMap<>(forms));
  }
}
