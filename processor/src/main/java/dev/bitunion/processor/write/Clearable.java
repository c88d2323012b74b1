package dev.bitunion.processor.write;

import dev.bitunion.layout.Access;
import dev.bitunion.layout.Part;
import dev.bitunion.layout.memory.Chunk;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;

/**
 * The bits that writing 1 would clear, byte by byte. Whatever is stored into their bytes stores
 * them as 0, so that no status is lost by accident.
 */
final class Clearable {
  private final Map<Integer, Integer> bytes = new TreeMap<>();

  Clearable(UnionPlan plan) {
    for (Accessor field : plan.named()) {
      if (field.traits().access() == Access.WRITE_ONE_TO_CLEAR) {
        for (int i = 0; i < field.traits().count(); i++) {
          field.layout().element(i).forEach(this::add);
        }
      }
    }
  }

  private void add(Part part) {
    for (int bit = part.offset(); bit < part.end(); bit++) {
      bytes.merge(bit / Byte.SIZE, 1 << bit % Byte.SIZE, (a, b) -> a | b);
    }
  }

  /** Whether there are any. */
  boolean any() {
    return !bytes.isEmpty();
  }

  /** Those of a chunk. */
  long in(Chunk chunk) {
    long bits = 0;
    for (int i = 0; i < chunk.bytes(); i++) {
      bits |= (long) bytes.getOrDefault(chunk.first() + i, 0) << i * Byte.SIZE;
    }
    return bits;
  }

  /** Adds the method that knows those of a byte. */
  void support(TypeSpec.Builder type) {
    CodeBlock.Builder code = CodeBlock.builder().add("return switch (b) {\n$>");
    bytes.forEach((at, bits) -> code.add("case $L -> $L;\n", at, Word.hex(bits, false)));
    type.addMethod(
        MethodSpec.methodBuilder("clearable")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(TypeName.INT)
            .addJavadoc("The bits of a byte that writing 1 would clear.")
            .addParameter(TypeName.INT, "b")
            .addStatement(code.add("default -> 0;\n$<}").build())
            .build());
  }
}
