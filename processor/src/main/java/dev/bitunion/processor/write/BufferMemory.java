package dev.bitunion.processor.write;

import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.ParameterSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** A {@link ByteBuffer}: knows its byte order; its position plays no part. */
final class BufferMemory implements Memory {
  @Override
  public String suffix() {
    return "Buffer";
  }

  @Override
  public String about() {
    return "in a {@link ByteBuffer}, in the buffer's byte order; its position plays no part";
  }

  @Override
  public List<ParameterSpec> place() {
    return List.of(
        new ParameterSpec(ByteBuffer.class, "buffer"), new ParameterSpec(TypeName.INT, "at"));
  }

  @Override
  public List<String> tags() {
    return List.of("param buffer the memory", "param at the index of the first byte");
  }

  @Override
  public String little() {
    return "little(buffer)";
  }

  @Override
  public String length() {
    return "buffer.limit()";
  }

  @Override
  public Class<?> index() {
    return int.class;
  }

  @Override
  public String load(int bytes, String at) {
    return switch (bytes) {
      case 1 -> "buffer.get(" + at + ")";
      case 2 -> "buffer.getShort(" + at + ")";
      case 4 -> "buffer.getInt(" + at + ")";
      default -> "buffer.getLong(" + at + ")";
    };
  }

  @Override
  public String store(int bytes, String at, String value, boolean isLong) {
    String cast = Handles.cast(bytes, isLong);
    return switch (bytes) {
      case 1 -> "buffer.put(" + at + ", " + cast + value + ")";
      case 2 -> "buffer.putShort(" + at + ", " + cast + value + ")";
      case 4 -> "buffer.putInt(" + at + ", " + cast + value + ")";
      default -> "buffer.putLong(" + at + ", " + value + ")";
    };
  }

  @Override
  public void support(TypeSpec.Builder type, Set<Integer> sizes) {
    type.addMethod(
        MethodSpec.methodBuilder("little")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(TypeName.BOOLEAN)
            .addParameter(ByteBuffer.class, "buffer")
            .addStatement("return buffer.order() == $T.LITTLE_ENDIAN", ByteOrder.class)
            .build());
  }
}
