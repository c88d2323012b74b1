package dev.bitunion.processor.write;

import dev.bitunion.layout.Bits;
import dev.bitunion.layout.memory.Chunk;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import javax.lang.model.element.Modifier;

/**
 * Arrays whose elements are not whole bytes apart: which bytes and bits an element has is known
 * only when its index is, so loops go from byte to byte.
 */
final class BitLoops {
  private static final int INT_BITS = 32;

  private BitLoops() {}

  /**
   * Whether elements lie at other bits of their bytes, or beside other bits that writing 1 would
   * clear.
   */
  static boolean needed(Accessor field, Clearable clearable) {
    boolean shifting = field.traits().stride() % Byte.SIZE != 0;
    boolean whole = Chunk.of(field.layout().parts()).stream().allMatch(Chunk::whole);
    return field.indexed() && (shifting || clearable.any() && !whole);
  }

  /** The lowest bit of an element. */
  static String place(Accessor field) {
    int stride = field.traits().stride();
    String way = Math.abs(stride) == 1 ? "index" : "index * " + Math.abs(stride);
    return field.layout().offset() + (stride < 0 ? " - " : " + ") + way;
  }

  /** The bits of an element in a word. */
  static String mask(Accessor field, Word word) {
    String ones = Word.hex(Bits.ones(field.layout().width()), word.isLong());
    return ones + " << (" + place(field) + ")";
  }

  /** The expression of an element's bits, from bit 0. */
  static String read(Memory memory, Accessor field) {
    String cast = field.layout().width() <= INT_BITS ? "(int) " : "";
    int width = field.layout().width();
    return cast + "bits(" + names(memory) + ", " + place(field) + ", " + width + ")";
  }

  /** The statement that stores them. */
  static String write(Memory memory, Accessor field, String value) {
    int width = field.layout().width();
    return "putBits(" + names(memory) + ", " + place(field) + ", " + width + ", " + value + ")";
  }

  private static String names(Memory memory) {
    return String.join(", ", memory.place().stream().map(p -> p.name()).toList());
  }

  static void support(TypeSpec.Builder type, Memory memory, Clearable clearable) {
    String little = memory.little();
    String address = "$T i = at + (" + little + " ? b >>> 3 : BYTES - 1 - (b >>> 3))";
    type.addMethod(
        start("bits", TypeName.LONG, memory)
            .addStatement("long v = 0")
            .beginControlFlow("for (int done = 0; done < width; )")
            .addStatement("int b = bit + done")
            .addStatement(address, memory.index())
            .addStatement("v |= (long) ((" + memory.load(1, "i") + " & 0xFF) >>> (b & 7)) << done")
            .addStatement("done += 8 - (b & 7)")
            .endControlFlow()
            .addStatement("return v & -1L >>> (64 - width)")
            .build());
    String lost = clearable.any() ? "~(mask | clearable(b >>> 3))" : "~mask";
    String kept =
        "(" + memory.load(1, "i") + " & " + lost + " | (int) (v >>> done) << (b & 7) & mask)";
    type.addMethod(
        start("putBits", TypeName.VOID, memory)
            .addParameter(TypeName.LONG, "v")
            .beginControlFlow("for (int done = 0; done < width; )")
            .addStatement("int b = bit + done")
            .addStatement(address, memory.index())
            .addStatement("int n = $T.min(8 - (b & 7), width - done)", Math.class)
            .addStatement("int mask = (1 << n) - 1 << (b & 7)")
            .addStatement("$L", memory.store(1, "i", kept, false))
            .addStatement("done += n")
            .endControlFlow()
            .build());
    if (clearable.any()) {
      clearable.support(type);
    }
  }

  private static MethodSpec.Builder start(String name, TypeName returns, Memory memory) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(returns)
        .addParameters(memory.place())
        .addParameter(TypeName.INT, "bit")
        .addParameter(TypeName.INT, "width");
  }
}
