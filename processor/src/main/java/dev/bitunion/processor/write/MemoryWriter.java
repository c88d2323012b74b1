package dev.bitunion.processor.write;

import dev.bitunion.layout.Part;
import dev.bitunion.layout.memory.Chunk;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.FieldSpec;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.util.ArrayList;
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
  private final Clearable clearable;

  MemoryWriter(UnionPlan plan, Memory memory) {
    this.plan = plan;
    this.memory = memory;
    this.transfer = new Transfer(plan, memory);
    this.clearable = new Clearable(plan);
  }

  TypeSpec.Builder write() {
    String name = plan.model().name().shown();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(plan.model().name().generated(memory.suffix()))
            .addModifiers(Modifier.FINAL)
            .addJavadoc("A {@code " + name + "} " + memory.about())
            .addJavadoc(
                ".\n\n<p>Reads and writes touch only the bytes of the field. A field in several"
                    + " pieces is not read or\nwritten at once: nothing here is atomic.\n")
            .addField(
                FieldSpec.builder(
                        TypeName.INT, "BYTES", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc("The size of a {@code " + name + "} in bytes.")
                    .initializer("$L", plan.layout().bits() / Byte.SIZE)
                    .build())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    boolean hasWord = plan.layout().isWord();
    if (hasWord) {
      word(type);
    }
    for (Accessor field : plan.all()) {
      if (!field.isTheWord()) {
        field(type, field);
      }
    }
    if (memory instanceof ArrayMemory && hasWord) {
      new WordArrayWriter(plan, type).write();
    }
    memory.support(type, sizes(hasWord));
    if (needsLoops()) {
      BitLoops.support(type, memory, clearable);
    }
    return type;
  }

  private boolean needsLoops() {
    for (Accessor field : plan.all()) {
      if (BitLoops.needed(field, clearable)) {
        return true;
      }
    }
    return false;
  }

  /** How many bytes loads and stores have. */
  private Set<Integer> sizes(boolean hasWord) {
    Set<Integer> sizes = new TreeSet<>();
    if (hasWord) {
      sizes(sizes, List.of(new Part(0, plan.layout().bits())));
    }
    for (Accessor field : plan.all()) {
      sizes(sizes, field.layout().parts());
    }
    if (needsLoops()) {
      sizes.add(1);
    }
    return sizes;
  }

  private static void sizes(Set<Integer> sizes, List<Part> parts) {
    Chunk.of(parts).forEach(chunk -> sizes.add(chunk.bytes()));
  }

  private void word(TypeSpec.Builder type) {
    TypeName carrier = new Word(plan.layout().bits()).type();
    type.addMethod(
        statics("word", carrier)
            .addJavadoc(doc("Reads all bits.", null, List.of("return the word")))
            .addParameters(memory.place())
            .addStatement("return $L", transfer.word())
            .build());
    MethodSpec.Builder set =
        statics("setWord", TypeName.VOID)
            .addJavadoc(doc("Writes all bits.", null, List.of("param w the word")))
            .addParameters(memory.place())
            .addParameter(carrier, "w");
    transfer.storeWord(set);
    type.addMethod(set.build());
  }

  private void field(TypeSpec.Builder type, Accessor field) {
    Calls calls = Calls.of(plan, field);
    String what = "{@code " + field.layout().cName() + "}: " + Docs.place(field.layout()) + ".";
    for (Calls.Call call : calls.reads()) {
      MethodSpec.Builder method = start(field, call.form(), call.type(), "Reads " + what, call);
      transfer.load(method, field, call);
      type.addMethod(method.build());
    }
    for (Calls.Call call : calls.writes()) {
      MethodSpec.Builder method = start(field, call.form(), TypeName.VOID, verb(call) + what, call);
      method.addParameter(call.type(), "v");
      transfer.store(method, field, call);
      type.addMethod(method.build());
    }
    for (Calls.Call call : calls.clears()) {
      MethodSpec.Builder method =
          start(field, call.form(), TypeName.VOID, "Clears, by writing 1, " + what, call);
      transfer.store(method, field, call);
      type.addMethod(method.build());
    }
  }

  private static String verb(Calls.Call call) {
    return call.form().endsWith("Truncated") ? "Sets, as C does without the high bits, " : "Sets ";
  }

  private MethodSpec.Builder start(
      Accessor field, String name, TypeName returns, String text, Calls.Call call) {
    List<String> tags = new ArrayList<>(call.tags());
    if (!call.form().equals(call.name()) && returns.equals(TypeName.VOID)) {
      tags.add(0, "param v the value");
    }
    MethodSpec.Builder method =
        statics(name, returns).addJavadoc(doc(text, field, tags)).addParameters(memory.place());
    if (field.indexed()) {
      method.addParameter(TypeName.INT, "index");
      method.addStatement("$T.checkIndex(index, $L)", Objects.class, field.traits().count());
    }
    return method;
  }

  private String doc(String text, Accessor field, List<String> more) {
    List<String> tags = new ArrayList<>(memory.tags());
    boolean indexed = field != null && field.indexed();
    if (indexed) {
      tags.add("param index which element, from 0");
    }
    tags.addAll(more);
    if (indexed) {
      tags.add("throws IndexOutOfBoundsException if there is no such element");
    }
    return Docs.of(text, tags.toArray(String[]::new));
  }

  private static MethodSpec.Builder statics(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(returns);
  }
}
