package dev.bitunion.processor.write;

import dev.bitunion.processor.source.ClassName;
import dev.bitunion.processor.source.ParameterSpec;
import dev.bitunion.processor.source.TypeName;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a variable behind a {@link VarHandle} is. The holder is an {@code Object}: handles compare
 * erased types, so that the call stays as fast as one with the exact class.
 */
enum Shape {
  /** A field of an object. */
  FIELD(
      "handle, owner",
      List.of("param handle the variable", "param owner the object that holds it"),
      List.of(new ParameterSpec(Object.class, "owner"))),
  /** An element of an array, or a place in a view of bytes. */
  ELEMENT(
      "handle, array, at",
      List.of(
          "param handle elements of arrays, or views of bytes",
          "param array the array or buffer",
          "param at the element, or the first byte"),
      List.of(new ParameterSpec(Object.class, "array"), new ParameterSpec(TypeName.INT, "at"))),
  /** A place in a segment. */
  SEGMENT(
      "handle, segment, at",
      List.of(
          "param handle places in segments",
          "param segment the memory",
          "param at the offset of the first byte"),
      List.of(
          new ParameterSpec(ClassName.get("java.lang.foreign", "MemorySegment"), "segment"),
          new ParameterSpec(TypeName.LONG, "at")));

  private final String arguments;
  private final List<String> tags;
  private final List<ParameterSpec> place;

  Shape(String arguments, List<String> tags, List<ParameterSpec> place) {
    this.arguments = arguments;
    this.tags = tags;
    this.place = place;
  }

  /** The names of the parameters, the handle first. */
  String arguments() {
    return arguments;
  }

  /** The names of the parameters behind the handle. */
  String coordinates() {
    return arguments.substring("handle, ".length());
  }

  List<String> tags() {
    return tags;
  }

  List<ParameterSpec> parameters() {
    List<ParameterSpec> all = new ArrayList<>();
    all.add(new ParameterSpec(VarHandle.class, "handle"));
    all.addAll(place);
    return all;
  }
}
