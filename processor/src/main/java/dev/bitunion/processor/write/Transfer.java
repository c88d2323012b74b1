package dev.bitunion.processor.write;

import dev.bitunion.layout.Bits;
import dev.bitunion.layout.Part;
import dev.bitunion.layout.memory.Chunk;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.ClassName;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Moves a field between memory and the word that its codec works on. Up to 64 bits that is the
 * union's own word with the field's bytes in their places; of a wider type it is the field alone,
 * from bit 0. Bits that writing 1 would clear are written as 0.
 */
final class Transfer {
  private final UnionPlan plan;
  private final Memory memory;
  private final int size;
  private final boolean placed;
  private final Clearable clearable;

  Transfer(UnionPlan plan, Memory memory) {
    this.plan = plan;
    this.memory = memory;
    this.size = plan.layout().bits() / Byte.SIZE;
    this.placed = plan.layout().isWord();
    this.clearable = new Clearable(plan);
  }

  /** The class that knows what the bits mean. */
  ClassName codec() {
    return Types.generated(plan.model().name(), placed ? "Bits" : "Layout");
  }

  /** The statement that reads a field. */
  void load(MethodSpec.Builder method, Accessor field, Calls.Call call) {
    List<Chunk> chunks = Chunk.of(field.layout().parts());
    if (BitLoops.needed(field, clearable)) {
      method.addStatement(
          "return $T.$L($L)", codec(), call.name(), argument(field, BitLoops.read(memory, field)));
    } else if (placed && !field.indexed()) {
      method.addStatement("return $T.$L($L)", codec(), call.name(), inPlace(chunks, 0));
    } else {
      method.addStatement(
          "return $T.$L($L)", codec(), call.name(), argument(field, alone(field, chunks)));
    }
  }

  /** What the codec takes: of an array in a word, the element where the word has it. */
  private String argument(Accessor field, String value) {
    if (!placed || !field.indexed()) {
      return value;
    }
    String carried = carrier(field).isLong() && field.layout().width() <= 32 ? "(long) " : "";
    return carried + "(" + value + ") << " + place(field) + ", index";
  }

  /** Where an element of an array stands in the word. */
  private static String place(Accessor field) {
    return "(" + BitLoops.place(field) + ")";
  }

  /** All bytes of a word. */
  String word() {
    return inPlace(Chunk.of(List.of(new Part(0, plan.layout().bits()))), 0);
  }

  /** Stores all bytes of a word. */
  void storeWord(MethodSpec.Builder method) {
    List<Chunk> chunks = Chunk.of(List.of(new Part(0, plan.layout().bits())));
    checkRoom(method, chunks);
    chunks.forEach(chunk -> storePlaced(method, chunk, address(chunk, null)));
  }

  /** The statements that set a field to {@code v}, or clear it. */
  void store(MethodSpec.Builder method, Accessor field, Calls.Call call) {
    boolean clears = call.type().equals(TypeName.VOID);
    if (BitLoops.needed(field, clearable)) {
      method.addStatement("$T w = $L", carrier(field).type(), encoded(field, call, clears));
      method.addStatement(BitLoops.write(memory, field, "w"));
      return;
    }
    List<Chunk> chunks = Chunk.of(field.layout().parts());
    checkRoom(method, chunks);
    List<String> at = locals(method, field, chunks);
    if (placed && !field.indexed()) {
      boolean keeps = !chunks.stream().allMatch(Chunk::whole);
      String now = keeps ? inPlace(chunks, at, clearable(field)) : "0";
      String arguments = clears ? now : now + ", v";
      method.addStatement(
          "$T w = $T.$L($L)", carrier(field).type(), codec(), call.name(), arguments);
      for (int i = 0; i < chunks.size(); i++) {
        storePlaced(method, chunks.get(i), at.get(i));
      }
    } else {
      method.addStatement("$T w = $L", carrier(field).type(), encoded(field, call, clears));
      for (int i = 0; i < chunks.size(); i++) {
        storeAlone(method, field, chunks.get(i), at.get(i));
      }
    }
  }

  /** The number to store, from bit 0. */
  private String encoded(Accessor field, Calls.Call call, boolean clears) {
    if (clears && !placed) {
      Word carrier = carrier(field);
      return Word.hex(Bits.ones(field.layout().width()), carrier.isLong());
    }
    String name = codec().simpleName() + "." + call.name();
    if (placed) {
      return name + (clears ? "(0, index)" : "(0, index, v)") + " >>> " + place(field);
    }
    return name + "(0, v)";
  }

  /** Refuses an address before the first of several stores, so that none is made in vain. */
  private void checkRoom(MethodSpec.Builder method, List<Chunk> chunks) {
    if (chunks.size() > 1) {
      method.addStatement("$T.checkFromIndexSize(at, BYTES, $L)", Objects.class, memory.length());
    }
  }

  /** Addresses that are used twice get a name. */
  private List<String> locals(MethodSpec.Builder method, Accessor field, List<Chunk> chunks) {
    boolean twice = !chunks.stream().allMatch(Chunk::whole);
    List<String> at = new ArrayList<>();
    for (Chunk chunk : chunks) {
      String address = address(chunk, field);
      if (twice && address.indexOf('?') >= 0) {
        String local = chunks.size() == 1 ? "i" : "i" + at.size();
        method.addStatement("$T $L = $L", memory.index(), local, address);
        address = local;
      }
      at.add(address);
    }
    return at;
  }

  private String address(Chunk chunk, Accessor field) {
    int step = field == null ? 0 : field.traits().stride() / Byte.SIZE;
    int little = chunk.littleEndian();
    int big = chunk.bigEndian(size);
    if (step == 0 && little == big) {
      return little == 0 ? "at" : "at + " + little;
    }
    return "at + (" + memory.little() + " ? " + sum(little, step) + " : " + sum(big, -step) + ")";
  }

  private static String sum(int base, int step) {
    if (step == 0) {
      return Integer.toString(base);
    }
    String way = Math.abs(step) == 1 ? "index" : "index * " + Math.abs(step);
    if (base == 0) {
      return step < 0 ? "-" + way : way;
    }
    return base + (step < 0 ? " - " : " + ") + way;
  }

  private String inPlace(List<Chunk> chunks, long without) {
    return inPlace(chunks, chunks.stream().map(chunk -> address(chunk, null)).toList(), without);
  }

  /** All bits of the chunks, where the word has them, but some as 0. */
  private String inPlace(List<Chunk> chunks, List<String> at, long without) {
    Word carrier = new Word(plan.layout().bits());
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < chunks.size(); i++) {
      Chunk chunk = chunks.get(i);
      int bits = chunk.bytes() * Byte.SIZE;
      int from = chunk.first() * Byte.SIZE;
      long keep = Bits.ones(bits) & ~(without >>> from);
      String load = memory.load(chunk.bytes(), at.get(i));
      boolean all = bits == carrier.carrier() && keep == Bits.ones(bits);
      terms.add(shifted(all ? load : masked(load, keep, carrier), from));
    }
    return joined(terms);
  }

  /** The field's bits alone, from bit 0. */
  private String alone(Accessor field, List<Chunk> chunks) {
    Word carrier = new Word(field.layout().width());
    List<String> terms = new ArrayList<>();
    for (Chunk chunk : chunks) {
      String load = memory.load(chunk.bytes(), address(chunk, field));
      boolean all = chunk.whole() && chunk.width() == carrier.carrier();
      String low = chunk.shift() == 0 ? load : load + " >>> " + chunk.shift();
      String term = all ? load : masked(low, Bits.ones(chunk.width()), carrier);
      terms.add(shifted(term, chunk.value()));
    }
    return joined(terms);
  }

  /** The terms as one, without brackets around a single one. */
  private static String joined(List<String> terms) {
    String first = terms.get(0);
    boolean bracketed = first.startsWith("(") && first.endsWith(")");
    return terms.size() == 1 && bracketed
        ? first.substring(1, first.length() - 1)
        : String.join(" | ", terms);
  }

  private static String masked(String term, long bits, Word carrier) {
    return "(" + term + " & " + Word.hex(bits, carrier.isLong()) + ")";
  }

  private static String shifted(String term, int by) {
    return by == 0 ? term : term + " << " + by;
  }

  private void storePlaced(MethodSpec.Builder method, Chunk chunk, String at) {
    boolean isLong = new Word(plan.layout().bits()).isLong();
    String value = right("w", chunk.first() * Byte.SIZE);
    method.addStatement("$L", memory.store(chunk.bytes(), at, value, isLong));
  }

  private void storeAlone(MethodSpec.Builder method, Accessor field, Chunk chunk, String at) {
    boolean valueIsLong = carrier(field).isLong();
    String value = right("w", chunk.value());
    if (!chunk.whole()) {
      boolean isLong = chunk.bytes() == Long.BYTES;
      long replaced = chunk.mask() | clearable.in(chunk);
      String keep = Word.hex(~replaced, isLong);
      String set = shifted(value, chunk.shift()) + " & " + Word.hex(chunk.mask(), isLong);
      value = "(" + memory.load(chunk.bytes(), at) + " & " + keep + " | " + set + ")";
      valueIsLong |= isLong;
    }
    method.addStatement("$L", memory.store(chunk.bytes(), at, value, valueIsLong));
  }

  private static String right(String word, int by) {
    return by == 0 ? word : "(" + word + " >>> " + by + ")";
  }

  /**
   * The bits of a word that a store beside them must write as 0; the field's own are its codec's.
   */
  private long clearable(Accessor field) {
    return FieldWriter.clearable(plan) & ~field.layout().mask();
  }

  /** What the codec's words travel in. */
  private Word carrier(Accessor field) {
    return new Word(placed ? plan.layout().bits() : field.layout().width());
  }
}
