package dev.bitunion.processor.write;

import dev.bitunion.processor.source.ClassName;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.ParameterSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;

/** A {@code byte[]}. */
final class ArrayMemory implements Memory {
  @Override
  public String suffix() {
    return "Array";
  }

  @Override
  public String about() {
    return "in a {@code byte[]}, in either byte order";
  }

  @Override
  public List<ParameterSpec> place() {
    return List.of(
        new ParameterSpec(byte[].class, "bytes"),
        new ParameterSpec(TypeName.INT, "at"),
        new ParameterSpec(ByteOrder.class, "order"));
  }

  @Override
  public List<String> tags() {
    return List.of(
        "param bytes the memory",
        "param at the index of the first byte",
        "param order which end comes first");
  }

  @Override
  public String little() {
    return "little(order)";
  }

  @Override
  public String length() {
    return "bytes.length";
  }

  @Override
  public Class<?> index() {
    return int.class;
  }

  @Override
  public String load(int bytes, String at) {
    return switch (bytes) {
      case 1 -> "bytes[" + at + "]";
      case 2 -> "getShort(order, bytes, " + at + ")";
      default -> Handles.loader(bytes) + "(order, bytes, " + at + ")";
    };
  }

  @Override
  public String store(int bytes, String at, String value, boolean isLong) {
    if (bytes == 1) {
      return "bytes[" + at + "] = (byte) " + value;
    }
    String cast = Handles.cast(bytes, isLong);
    return Handles.storer(bytes) + "(order, bytes, " + at + ", " + cast + value + ")";
  }

  @Override
  public void support(TypeSpec.Builder type, Set<Integer> sizes) {
    for (int bytes : sizes) {
      if (bytes > 1) {
        TypeName number = Handles.type(bytes);
        Handles.constants(type, ClassName.get(VarHandle.class), bytes, ArrayMemory::handle);
        String load = "(" + number + ") %s.get(bytes, at)";
        Handles.methods(type, bytes, place().subList(0, 2), load, "%s.set(bytes, at, v)");
      }
    }
    type.addMethod(Handles.little());
  }

  private static CodeBlock handle(int bytes, ByteOrder order) {
    return CodeBlock.of(
        "$T.byteArrayViewVarHandle($T[].class, $L)",
        MethodHandles.class,
        Handles.type(bytes),
        Handles.order(order));
  }
}
