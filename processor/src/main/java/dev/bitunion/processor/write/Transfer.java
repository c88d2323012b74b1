package dev.bitunion.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.bitunion.layout.Bits;
import dev.bitunion.layout.memory.Chunk;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves a field between memory and the word that its codec works on. Up to 64 bits that is the
 * union's own word with the field's bytes in their places; of a wider type it is the field alone,
 * from bit 0.
 */
final class Transfer {
  private static final int WORD_BITS = 64;
  private final UnionPlan plan;
  private final Memory memory;
  private final boolean placed;

  Transfer(UnionPlan plan, Memory memory) {
    this.plan = plan;
    this.memory = memory;
    this.placed = plan.layout().bits() <= WORD_BITS;
  }

  /** The class that knows what the bits mean. */
  ClassName codec() {
    return Types.generated(plan.model().name(), placed ? "Bits" : "Layout");
  }

  /** Whether all bits fit in one word. */
  boolean hasWord() {
    return placed;
  }

  /** The expression that brings a field's bytes together for the codec. */
  String gather(Accessor field, List<Chunk> chunks, List<String> addresses) {
    Word carrier = carrier(field);
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < chunks.size(); i++) {
      Chunk chunk = chunks.get(i);
      String load = memory.load(chunk.bytes(), addresses.get(i));
      terms.add(placed ? inPlace(chunk, load, carrier) : alone(chunk, load, carrier));
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

  /** All bits of the chunk, where the word has them. */
  static String inPlace(Chunk chunk, String load, Word carrier) {
    int bits = chunk.bytes() * Byte.SIZE;
    String unsigned = bits == carrier.carrier() ? load : masked(load, bits, carrier);
    return shifted(unsigned, chunk.first() * Byte.SIZE);
  }

  /** The field's bits of the chunk, where its value has them. */
  private static String alone(Chunk chunk, String load, Word carrier) {
    boolean all = chunk.whole() && chunk.width() == carrier.carrier();
    String low = chunk.shift() == 0 ? load : load + " >>> " + chunk.shift();
    return shifted(all ? load : masked(low, chunk.width(), carrier), chunk.value());
  }

  private static String masked(String term, int bits, Word carrier) {
    return "(" + term + " & " + Word.hex(Bits.ones(bits), carrier.isLong()) + ")";
  }

  private static String shifted(String term, int by) {
    return by == 0 ? term : term + " << " + by;
  }

  /** The statements that set a field to {@code v}. */
  void store(
      MethodSpec.Builder method,
      Accessor field,
      Calls.Write write,
      List<Chunk> chunks,
      List<String> addresses) {
    List<String> at = new ArrayList<>(addresses);
    boolean loads = !chunks.stream().allMatch(Chunk::whole);
    for (int i = 0; loads && i < at.size(); i++) {
      if (at.get(i).indexOf('?') >= 0) {
        String local = chunks.size() == 1 ? "i" : "i" + i;
        method.addStatement("$T $L = $L", memory.index(), local, at.get(i));
        at.set(i, local);
      }
    }
    String with = "with" + field.capital() + write.tail();
    boolean keeps = placed && loads;
    method.addStatement(
        "$T w = $T.$L($L, v)",
        carrier(field).type(),
        codec(),
        with,
        keeps ? gather(field, chunks, at) : "0");
    for (int i = 0; i < chunks.size(); i++) {
      method.addStatement("$L", store(chunks.get(i), at.get(i), carrier(field).isLong()));
    }
  }

  private String store(Chunk chunk, String at, boolean isLong) {
    return placed ? storePlaced(chunk, at) : storeAlone(chunk, at, isLong);
  }

  /** The statement that stores the chunk's bytes of the word {@code w}. */
  String storePlaced(Chunk chunk, String at) {
    boolean isLong = new Word(plan.layout().bits()).isLong();
    return memory.store(chunk.bytes(), at, right("w", chunk.first() * Byte.SIZE), isLong);
  }

  private String storeAlone(Chunk chunk, String at, boolean valueIsLong) {
    String value = right("w", chunk.value());
    if (chunk.whole()) {
      return memory.store(chunk.bytes(), at, value, valueIsLong);
    }
    boolean isLong = chunk.bytes() == Long.BYTES;
    String keep = Word.hex(~chunk.mask(), isLong);
    String set = shifted(value, chunk.shift()) + " & " + Word.hex(chunk.mask(), isLong);
    String merged = "(" + memory.load(chunk.bytes(), at) + " & " + keep + " | " + set + ")";
    return memory.store(chunk.bytes(), at, merged, isLong || valueIsLong);
  }

  private static String right(String word, int by) {
    return by == 0 ? word : "(" + word + " >>> " + by + ")";
  }

  private Word carrier(Accessor field) {
    return new Word(placed ? plan.layout().bits() : field.layout().width());
  }

  /** The expression of all bits of a word. */
  CodeBlock word(List<Chunk> chunks, List<String> addresses) {
    Word word = new Word(plan.layout().bits());
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < chunks.size(); i++) {
      String load = memory.load(chunks.get(i).bytes(), addresses.get(i));
      terms.add(inPlace(chunks.get(i), load, word));
    }
    return CodeBlock.of("$L", joined(terms));
  }
}
