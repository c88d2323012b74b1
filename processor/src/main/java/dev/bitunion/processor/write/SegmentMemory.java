package dev.bitunion.processor.write;

import dev.bitunion.processor.source.ClassName;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.ParameterSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * A {@code MemorySegment}, which Java has since 22; this processor runs on 17 and only names it.
 */
final class SegmentMemory implements Memory {
  private static final ClassName SEGMENT = ClassName.get("java.lang.foreign", "MemorySegment");
  private static final ClassName LAYOUT = ClassName.get("java.lang.foreign", "ValueLayout");

  @Override
  public String suffix() {
    return "Segment";
  }

  @Override
  public String about() {
    return "in a {@link MemorySegment}, in either byte order, at any alignment";
  }

  @Override
  public List<ParameterSpec> place() {
    return List.of(
        new ParameterSpec(SEGMENT, "segment"),
        new ParameterSpec(TypeName.LONG, "at"),
        new ParameterSpec(ByteOrder.class, "order"));
  }

  @Override
  public List<String> tags() {
    return List.of(
        "param segment the memory",
        "param at the offset of the first byte",
        "param order which end comes first");
  }

  @Override
  public String little() {
    return "little(order)";
  }

  @Override
  public String length() {
    return "segment.byteSize()";
  }

  @Override
  public Class<?> index() {
    return long.class;
  }

  @Override
  public String load(int bytes, String at) {
    return switch (bytes) {
      case 1 -> "getByte(segment, " + at + ")";
      case 2 -> "getShort(order, segment, " + at + ")";
      default -> Handles.loader(bytes) + "(order, segment, " + at + ")";
    };
  }

  @Override
  public String store(int bytes, String at, String value, boolean isLong) {
    if (bytes == 1) {
      return "putByte(segment, " + at + ", (byte) " + value + ")";
    }
    String cast = Handles.cast(bytes, isLong);
    return Handles.storer(bytes) + "(order, segment, " + at + ", " + cast + value + ")";
  }

  @Override
  public void support(TypeSpec.Builder type, Set<Integer> sizes) {
    for (int bytes : sizes) {
      if (bytes == 1) {
        bytes(type);
      } else {
        ClassName of = LAYOUT.nestedClass("Of" + Handles.loader(bytes).substring("get".length()));
        Handles.constants(type, of, bytes, SegmentMemory::layout);
        Handles.methods(
            type, bytes, place().subList(0, 2), "segment.get(%s, at)", "segment.set(%s, at, v)");
      }
    }
    type.addMethod(Handles.little());
  }

  private static void bytes(TypeSpec.Builder type) {
    type.addMethod(
        MethodSpec.methodBuilder("getByte")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(TypeName.BYTE)
            .addParameter(SEGMENT, "segment")
            .addParameter(TypeName.LONG, "at")
            .addStatement("return segment.get($T.JAVA_BYTE, at)", LAYOUT)
            .build());
    type.addMethod(
        MethodSpec.methodBuilder("putByte")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addParameter(SEGMENT, "segment")
            .addParameter(TypeName.LONG, "at")
            .addParameter(TypeName.BYTE, "v")
            .addStatement("segment.set($T.JAVA_BYTE, at, v)", LAYOUT)
            .build());
  }

  private static CodeBlock layout(int bytes, ByteOrder order) {
    return CodeBlock.of(
        "$T.JAVA_$L_UNALIGNED.withOrder($L)", LAYOUT, Handles.name(bytes), Handles.order(order));
  }
}
