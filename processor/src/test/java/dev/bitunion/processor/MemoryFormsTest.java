package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random types in memory, against bytes and BigInteger. */
class MemoryFormsTest {
  private static final long SEED = 20261123;
  private static final int GUARD = 3;
  private static final Random RANDOM = new Random(SEED);
  private static final List<RandomType> TYPES = new ArrayList<>();
  private static ClassLoader loader;

  /** A field as the slow model knows it. */
  private record Slot(String name, String java, int shift, int width) {
    String capital() {
      return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    int lowByte() {
      return shift / 8;
    }

    int highByte() {
      return (shift + width - 1) / 8;
    }
  }

  private record RandomType(String name, int bits, List<Slot> slots) {
    int bytes() {
      return bits / 8;
    }
  }

  @BeforeAll
  static void compile() {
    int[] widths = {8, 16, 32, 64};
    Map<String, String> code = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      RandomType type = random("T" + i, widths[i % widths.length]);
      TYPES.add(type);
      code.put("demo." + type.name(), source(type, "Form.ARRAY, Form.BUFFER"));
    }
    loader = Compiled.of(code, Compiled.STRICT.toArray(String[]::new)).ok().loader();
  }

  @Test
  void readsEveryField() throws Exception {
    for (RandomType type : TYPES) {
      for (Case c : cases(type)) {
        for (Slot slot : type.slots()) {
          for (Place place : places(type, c)) {
            Object value = place.call(slot.name());
            assertThat(number(value, slot)).as(what(c, slot)).isEqualTo(c.value(slot));
          }
        }
      }
    }
  }

  @Test
  void writesNothingButTheField() throws Exception {
    for (RandomType type : TYPES) {
      for (Case c : cases(type)) {
        for (Slot slot : type.slots()) {
          BigInteger value = new BigInteger(slot.width(), RANDOM);
          byte[] expected = c.with(slot, value);
          for (Place place : places(type, c)) {
            place.call("set" + slot.capital(), boxed(value, slot.java()));
            assertThat(place.bytes()).as(what(c, slot)).isEqualTo(expected);
          }
          String raw = slot.java().equals("boolean") ? "int" : slot.java();
          BigInteger wide = new BigInteger(64, RANDOM);
          expected = c.with(slot, wide);
          for (Place place : places(type, c)) {
            place.call("set" + slot.capital() + "Truncated", boxed(wide, raw));
            assertThat(place.bytes()).as(what(c, slot)).isEqualTo(expected);
          }
        }
      }
    }
  }

  /** A buffer that ends where the field ends: any other byte would be out of bounds. */
  @Test
  void readsNoOtherByte() throws Exception {
    for (RandomType type : TYPES) {
      Class<?> form = loader.loadClass("demo." + type.name() + "Buffer");
      for (Slot slot : type.slots()) {
        int length = slot.highByte() - slot.lowByte() + 1;
        ByteBuffer little = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        call(form, slot.name(), little, -slot.lowByte());
        ByteBuffer big = ByteBuffer.allocate(length);
        call(form, slot.name(), big, -(type.bytes() - 1 - slot.highByte()));
      }
    }
  }

  @Test
  void readsAndWritesWords() throws Exception {
    for (RandomType type : TYPES) {
      for (Case c : cases(type)) {
        BigInteger word = new BigInteger(type.bits(), RANDOM);
        byte[] expected = c.with(new Slot("word", "", 0, type.bits()), word);
        for (Place place : places(type, c)) {
          String carrier = type.bits() > 32 ? "long" : "int";
          place.call("setWord", boxed(word, carrier));
          assertThat(place.bytes()).isEqualTo(expected);
          assertThat(((Number) place.call("word")).longValue())
              .isEqualTo(((Number) boxed(word, carrier)).longValue());
        }
      }
    }
  }

  @Test
  void reachesWordsInArraysOfTheirWidth() throws Exception {
    for (RandomType type : TYPES) {
      Class<?> form = loader.loadClass("demo." + type.name() + "Array");
      for (Slot slot : type.slots()) {
        BigInteger word = new BigInteger(type.bits(), RANDOM);
        BigInteger value = new BigInteger(slot.width(), RANDOM);
        Object words = array(type.bits(), word);
        Case c = new Case(type, new byte[0], false, word);

        assertThat(number(call(form, slot.name(), words, 1), slot)).isEqualTo(c.value(slot));
        call(form, "set" + slot.capital(), words, 1, boxed(value, slot.java()));
        assertThat(words).isEqualTo(array(type.bits(), c.replaced(slot, value)));
      }
    }
  }

  @Test
  void leavesMemoryAloneWhenItRefuses() throws Exception {
    Slot slot = new Slot("f", "int", 4, 20);
    RandomType type = new RandomType("Refusing", 32, List.of(slot));
    ClassLoader own =
        Compiled.of(Map.of("demo.Refusing", source(type, "Form.BUFFER"))).ok().loader();
    Class<?> form = own.loadClass("demo.RefusingBuffer");
    ByteBuffer cut = ByteBuffer.allocate(3).order(ByteOrder.LITTLE_ENDIAN);

    assertThatThrownBy(() -> call(form, "setF", cut, 0, 0xFFFFF))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> call(form, "setF", ByteBuffer.allocate(4), 0, 1 << 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Refusing.f = 1048576 is out of range 0..1048575");
    assertThat(cut.array()).containsOnly(0);
  }

  @Test
  void segmentsNeedANewerSourceLevel() {
    RandomType type = new RandomType("Old", 32, List.of(new Slot("f", "int", 4, 20)));
    Map<String, String> code = Map.of("demo.Old", source(type, "Form.SEGMENT"));

    assertThat(Compiled.of(code, "--release", "17").messageTexts())
        .containsExactly(
            "4: [bitunion-form-needs-java] Form SEGMENT needs source level 22, and this"
                + " compilation has 17; raise --release, or ask for BUFFER or ARRAY.");
  }

  @Test
  void segmentsReadAndWriteWhereJavaHasThem() throws Exception {
    assumeThat(Runtime.version().feature()).as("JDK with MemorySegment").isGreaterThanOrEqualTo(22);
    Map<String, String> code = new HashMap<>();
    TYPES.forEach(type -> code.put("demo." + type.name(), source(type, "Form.SEGMENT")));
    ClassLoader own = Compiled.of(code, "-Xlint:all,-processing", "-Werror").ok().loader();
    Method ofArray =
        Class.forName("java.lang.foreign.MemorySegment").getMethod("ofArray", byte[].class);
    for (RandomType type : TYPES) {
      Class<?> form = own.loadClass("demo." + type.name() + "Segment");
      for (Case c : cases(type)) {
        for (Slot slot : type.slots()) {
          byte[] bytes = c.bytes().clone();
          Object segment = ofArray.invoke(null, (Object) bytes);
          Object read = call(form, slot.name(), segment, (long) GUARD, c.order());
          assertThat(number(read, slot)).as(what(c, slot)).isEqualTo(c.value(slot));
          BigInteger value = new BigInteger(slot.width(), RANDOM);
          Object boxed = boxed(value, slot.java());
          call(form, "set" + slot.capital(), segment, (long) GUARD, c.order(), boxed);
          assertThat(bytes).as(what(c, slot)).isEqualTo(c.with(slot, value));
        }
      }
    }
  }

  /** Memory with a type in it, and the same as one number. */
  private record Case(RandomType type, byte[] bytes, boolean bigEndian, BigInteger word) {
    ByteOrder order() {
      return bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    BigInteger value(Slot slot) {
      return word.shiftRight(slot.shift()).and(ones(slot.width()));
    }

    BigInteger replaced(Slot slot, BigInteger value) {
      BigInteger mask = ones(slot.width()).shiftLeft(slot.shift());
      return word.andNot(mask).or(value.shiftLeft(slot.shift()).and(mask));
    }

    byte[] with(Slot slot, BigInteger value) {
      byte[] result = bytes.clone();
      put(result, replaced(slot, value), type.bytes(), bigEndian);
      return result;
    }
  }

  /** A form, and the memory and place that its methods take. */
  private record Place(Class<?> form, byte[] bytes, Object... place) {
    Object call(String method, Object... more) throws Exception {
      List<Object> arguments = new ArrayList<>(Arrays.asList(place));
      arguments.addAll(Arrays.asList(more));
      return MemoryFormsTest.call(form, method, arguments.toArray());
    }
  }

  private static List<Place> places(RandomType type, Case c) throws Exception {
    byte[] first = c.bytes().clone();
    byte[] second = c.bytes().clone();
    String name = "demo." + type.name();
    ByteBuffer buffer = ByteBuffer.wrap(second).order(c.order());
    return List.of(
        new Place(loader.loadClass(name + "Array"), first, first, GUARD, c.order()),
        new Place(loader.loadClass(name + "Buffer"), second, buffer, GUARD));
  }

  private static List<Case> cases(RandomType type) {
    List<Case> cases = new ArrayList<>();
    for (boolean bigEndian : new boolean[] {false, true}) {
      byte[] bytes = new byte[type.bytes() + 2 * GUARD];
      RANDOM.nextBytes(bytes);
      BigInteger word = new BigInteger(type.bits(), RANDOM);
      put(bytes, word, type.bytes(), bigEndian);
      cases.add(new Case(type, bytes, bigEndian, word));
    }
    return cases;
  }

  private static void put(byte[] bytes, BigInteger word, int size, boolean bigEndian) {
    for (int i = 0; i < size; i++) {
      int at = GUARD + (bigEndian ? size - 1 - i : i);
      bytes[at] = word.shiftRight(8 * i).byteValue();
    }
  }

  private static RandomType random(String name, int bits) {
    List<Slot> slots = new ArrayList<>();
    int bit = 0;
    while (true) {
      bit += RANDOM.nextInt(4) == 0 ? RANDOM.nextInt(9) : 0;
      int width = 1 + RANDOM.nextInt(Math.min(64, RANDOM.nextBoolean() ? bits : 12));
      if (bit + width > bits) {
        return slots.isEmpty()
            ? new RandomType(name, bits, List.of(new Slot("f0", "boolean", 0, 1)))
            : new RandomType(name, bits, slots);
      }
      slots.add(new Slot("f" + slots.size(), javaType(width), bit, width));
      bit += width;
    }
  }

  private static String javaType(int width) {
    if (width == 1) {
      return "boolean";
    }
    List<String> types = List.of("byte", "short", "char", "int", "long");
    int[] sizes = {8, 16, 16, 32, 64};
    int first = 0;
    while (sizes[first] < width) {
      first++;
    }
    return types.get(first + RANDOM.nextInt(types.size() - first));
  }

  private static String source(RandomType type, String forms) {
    StringBuilder text =
        new StringBuilder("package demo;\nimport dev.bitunion.*;\n/** Random. */\n");
    text.append("@BitUnion(bits = ").append(type.bits()).append(", forms = {").append(forms);
    text.append("})\npublic interface ").append(type.name()).append(" {\n");
    for (Slot slot : type.slots()) {
      text.append("  /** {@return it} */\n  @Field(bits = ").append(slot.width());
      text.append(", at = ").append(slot.shift()).append(") ").append(slot.java());
      text.append(' ').append(slot.name()).append("();\n");
    }
    return text.append("}\n").toString();
  }

  private static Object call(Class<?> form, String name, Object... arguments) throws Exception {
    for (Method method : form.getMethods()) {
      if (method.getName().equals(name) && accepts(method, arguments)) {
        try {
          return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
          throw (Exception) e.getCause();
        }
      }
    }
    throw new NoSuchMethodException(form + "." + name);
  }

  private static boolean accepts(Method method, Object... arguments) {
    if (method.getParameterCount() != arguments.length) {
      return false;
    }
    Class<?> first = method.getParameterTypes()[0];
    return first.isInstance(arguments[0]);
  }

  private static Object boxed(BigInteger value, String java) {
    return switch (java) {
      case "boolean" -> value.testBit(0);
      case "byte" -> value.byteValue();
      case "short" -> value.shortValue();
      case "char" -> (char) value.intValue();
      case "int" -> value.intValue();
      default -> value.longValue();
    };
  }

  private static BigInteger number(Object value, Slot slot) {
    if (value instanceof Boolean flag) {
      return flag ? BigInteger.ONE : BigInteger.ZERO;
    }
    long number = value instanceof Character c ? c : ((Number) value).longValue();
    return BigInteger.valueOf(number).and(ones(slot.width()));
  }

  private static Object array(int bits, BigInteger word) {
    return switch (bits) {
      case 8 -> new byte[] {1, word.byteValue()};
      case 16 -> new short[] {1, word.shortValue()};
      case 32 -> new int[] {1, word.intValue()};
      default -> new long[] {1, word.longValue()};
    };
  }

  private static BigInteger ones(int width) {
    return BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
  }

  private static String what(Case c, Slot slot) {
    return "seed " + SEED + ", " + c.type() + ", " + slot + ", big-endian " + c.bigEndian();
  }
}
