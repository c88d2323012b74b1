package dev.bitunion.processor.write;

import dev.bitunion.processor.source.ParameterSpec;
import dev.bitunion.processor.source.TypeSpec;
import java.util.List;
import java.util.Set;

/** One kind of memory that a type can lie in, and how Java reaches its bytes. */
interface Memory {
  /** The end of the form's name: {@code Buffer}. */
  String suffix();

  /** What the class comment says about place and byte order. */
  String about();

  /** The parameters that say where the type lies, the address first behind the memory. */
  List<ParameterSpec> place();

  /** The tags that describe these parameters. */
  List<String> tags();

  /** The condition under which the least significant byte comes first. */
  String little();

  /** How many bytes there are. */
  String length();

  /** The Java type of an address. */
  Class<?> index();

  /** An expression of the 1, 2, 4 or 8 bytes at an address, signed. */
  String load(int bytes, String at);

  /**
   * A statement that stores the low bytes of a value.
   *
   * @param value an atom: a name, a call, or something in brackets
   * @param isLong whether the value is a {@code long}, and not an {@code int}
   */
  String store(int bytes, String at, String value, boolean isLong);

  /** Adds what loads and stores of these sizes need. */
  void support(TypeSpec.Builder type, Set<Integer> sizes);
}
