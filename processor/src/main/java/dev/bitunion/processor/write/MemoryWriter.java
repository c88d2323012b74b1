package dev.bitunion.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.bitunion.layout.Part;
import dev.bitunion.layout.memory.Chunk;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;

/**
 * Writes a form over memory: static functions on the memory, an address, and a byte order. They
 * load and store the bytes of the field and leave what its bits mean to {@code XBits}, or to {@code
 * XLayout} where the type is wider than a word.
 */
final class MemoryWriter {
  private final UnionPlan plan;
  private final Memory memory;
  private final Transfer transfer;
  private final int size;
  private final Set<Integer> sizes = new TreeSet<>();

  MemoryWriter(UnionPlan plan, Memory memory) {
    this.plan = plan;
    this.memory = memory;
    this.size = plan.layout().bits() / Byte.SIZE;
    this.transfer = new Transfer(plan, memory);
  }

  TypeSpec.Builder write() {
    String name = plan.model().name().shown();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(plan.model().name().generated(memory.suffix()))
            .addModifiers(Modifier.FINAL)
            .addJavadoc(
                "A {@code $L} $L.\n\n"
                    + "<p>Reads and writes touch only the bytes of the field. A field in several"
                    + " pieces is not read or\nwritten at once: nothing here is atomic.\n",
                name,
                memory.about())
            .addField(
                FieldSpec.builder(
                        TypeName.INT, "BYTES", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc("The size of a {@code $L} in bytes.", name)
                    .initializer("$L", size)
                    .build())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    if (transfer.hasWord()) {
      word(type);
    }
    plan.own().forEach(field -> field(type, field));
    plan.flattened().forEach(field -> field(type, field));
    if (memory instanceof ArrayMemory && transfer.hasWord()) {
      new WordArrayWriter(plan, type).write();
    }
    memory.support(type, sizes);
    return type;
  }

  private void word(TypeSpec.Builder type) {
    TypeName carrier = new Word(plan.layout().bits()).type();
    List<Chunk> chunks = chunks(List.of(new Part(0, plan.layout().bits())));
    type.addMethod(
        statics("word", carrier)
            .addJavadoc(doc("Reads all bits.", "return the word"))
            .addParameters(memory.place())
            .addStatement("return $L", transfer.word(chunks, addresses(chunks)))
            .build());
    MethodSpec.Builder set =
        statics("setWord", TypeName.VOID)
            .addJavadoc(doc("Writes all bits.", "param w the word"))
            .addParameters(memory.place())
            .addParameter(carrier, "w");
    checkRoom(set, chunks);
    List<String> addresses = addresses(chunks);
    for (int i = 0; i < chunks.size(); i++) {
      set.addStatement("$L", transfer.storePlaced(chunks.get(i), addresses.get(i)));
    }
    type.addMethod(set.build());
  }

  private void field(TypeSpec.Builder type, Accessor field) {
    for (Calls.Read read : Calls.reads(field)) {
      type.addMethod(getter(field, read));
    }
    for (Calls.Write write : Calls.writes(field)) {
      type.addMethod(setter(field, write));
    }
  }

  private MethodSpec getter(Accessor field, Calls.Read read) {
    List<Chunk> chunks = chunks(field.layout().parts());
    String bits = transfer.gather(field, chunks, addresses(chunks));
    return statics(read.name(), read.type())
        .addJavadoc(doc("Reads " + what(field), "return " + read.what()))
        .addParameters(memory.place())
        .addStatement("return $T.$L($L)", transfer.codec(), read.name(), bits)
        .build();
  }

  private MethodSpec setter(Accessor field, Calls.Write write) {
    MethodSpec.Builder method =
        statics("set" + field.capital() + write.tail(), TypeName.VOID)
            .addJavadoc(doc(write.verb() + " " + what(field), "param v the value"))
            .addParameters(memory.place())
            .addParameter(write.type(), "v");
    if (write.checks()) {
      method.addJavadoc("@throws IllegalArgumentException if it is out of range\n");
    }
    List<Chunk> chunks = chunks(field.layout().parts());
    checkRoom(method, chunks);
    transfer.store(method, field, write, chunks, addresses(chunks));
    return method.build();
  }

  /** Refuses an address before the first of several stores, so that none is made in vain. */
  private void checkRoom(MethodSpec.Builder method, List<Chunk> chunks) {
    if (chunks.size() > 1) {
      method.addStatement("$T.checkFromIndexSize(at, BYTES, $L)", Objects.class, memory.length());
    }
  }

  private List<Chunk> chunks(List<Part> parts) {
    List<Chunk> chunks = Chunk.of(parts);
    chunks.forEach(chunk -> sizes.add(chunk.bytes()));
    return chunks;
  }

  private List<String> addresses(List<Chunk> chunks) {
    return chunks.stream().map(this::address).toList();
  }

  private String address(Chunk chunk) {
    int little = chunk.littleEndian();
    int big = chunk.bigEndian(size);
    if (little == big) {
      return little == 0 ? "at" : "at + " + little;
    }
    return "at + (" + memory.little() + " ? " + little + " : " + big + ")";
  }

  private static String what(Accessor field) {
    return "{@code " + field.layout().cName() + "}: " + Docs.place(field.layout()) + ".";
  }

  private CodeBlock doc(String text, String last) {
    String[] tags = new String[memory.tags().size() + 1];
    memory.tags().toArray(tags);
    tags[tags.length - 1] = last;
    return Docs.of(text, tags);
  }

  private static MethodSpec.Builder statics(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(returns);
  }
}
