package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bitunion.processor.RandomUnion.RandomField;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Generated code of random unions against a model made of single bits. */
class RandomLayoutTest {
  private static final long SEED = Long.getLong("bitunion.seed", 20260514L);
  private static final int UNIONS = 120;
  private static final int WORDS = 12;
  private static final Map<String, RandomUnion> UNIONS_BY_NAME = new TreeMap<>();
  private static final Map<String, Map<String, Method>> METHODS = new HashMap<>();
  private static ClassLoader loader;

  @BeforeAll
  static void compile() throws ClassNotFoundException {
    Random random = new Random(SEED);
    Map<String, String> code = new TreeMap<>();
    for (int i = 0; i < UNIONS; i++) {
      RandomUnion union = RandomUnion.of("U" + i, random);
      UNIONS_BY_NAME.put(union.name(), union);
      code.put("demo." + union.name(), union.source());
    }
    loader =
        Compiled.of(code, "--release", "17", "-Werror", "-Xlint:all,-processing,-options")
            .ok()
            .loader();
    for (String name : UNIONS_BY_NAME.keySet()) {
      Map<String, Method> methods = new HashMap<>();
      for (Method method : loader.loadClass("demo." + name + "Bits").getDeclaredMethods()) {
        methods.put(method.getName() + "/" + method.getParameterCount(), method);
      }
      METHODS.put(name, methods);
    }
  }

  @Test
  void readsWhatTheModelReads() throws Exception {
    forAll(
        (union, field, word) -> {
          BigInteger expected = word.read(field.offset(), field.width());
          Object read = call(union, field.name(), word.carried());
          assertThat(number(read, field.width())).isEqualTo(expected);
          if (field.type().equals("boolean")) {
            assertThat(call(union, field.name() + "Bit", word.carried()))
                .isEqualTo(expected.intValue());
          }
        });
  }

  @Test
  void writesWhatTheModelWrites() throws Exception {
    Random random = new Random(SEED + 1);
    forAll(
        (union, field, word) -> {
          BigInteger value = new BigInteger(field.width(), random);
          Object expected = word.write(field.offset(), field.width(), value).carried();
          String with = "withF" + field.name().substring(1);
          assertThat(call(union, with, word.carried(), typed(union, field, value)))
              .isEqualTo(expected);
          Object alone =
              SlowWord.of(union.bits(), 0).write(field.offset(), field.width(), value).carried();
          assertThat(call(union, "prepF" + field.name().substring(1), typed(union, field, value)))
              .isEqualTo(alone);
        });
  }

  @Test
  void dropsHighBitsAsC() throws Exception {
    Random random = new Random(SEED + 2);
    forAll(
        (union, field, word) -> {
          String name = "withF" + field.name().substring(1) + "Truncated";
          Class<?> type = METHODS.get(union.name()).get(name + "/2").getParameterTypes()[1];
          long wide = random.nextLong();
          BigInteger value = BigInteger.valueOf(wide);
          Object expected = word.write(field.offset(), field.width(), value).carried();
          assertThat(call(union, name, word.carried(), primitive(type, wide))).isEqualTo(expected);
        });
  }

  @Test
  void refusesWhatIsOutOfRange() throws Exception {
    forAll(
        (union, field, word) -> {
          int carrier =
              Map.of("byte", 8, "short", 16, "char", 16, "int", 32, "long", 64)
                  .getOrDefault(field.type(), 0);
          if (field.width() < carrier) {
            BigInteger over = BigInteger.ONE.shiftLeft(field.width());
            String with = "withF" + field.name().substring(1);
            Object value = typed(union, field, over);
            assertThatThrownBy(() -> call(union, with, word.carried(), value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(union.name() + "." + field.name() + " = ")
                .hasMessageEndingWith("is out of range 0.." + over.subtract(BigInteger.ONE));
          }
        });
  }

  @Test
  void knowsNamedAndReservedBits() throws Exception {
    Random random = new Random(SEED + 3);
    for (RandomUnion union : UNIONS_BY_NAME.values()) {
      SlowWord named = SlowWord.of(union.bits(), 0);
      SlowWord reserved = SlowWord.of(union.bits(), -1);
      for (RandomField field : union.fields()) {
        named = named.write(field.offset(), field.width(), BigInteger.valueOf(-1));
        reserved = reserved.write(field.offset(), field.width(), BigInteger.ZERO);
        SlowWord mask =
            SlowWord.of(union.bits(), 0)
                .write(field.offset(), field.width(), BigInteger.valueOf(-1));
        String constant = field.name().toUpperCase(java.util.Locale.ROOT);
        assertThat(constant(union, constant + "_MASK")).isEqualTo(mask.carried());
        assertThat(constant(union, constant + "_SHIFT")).isEqualTo(field.offset());
        assertThat(constant(union, constant + "_WIDTH")).isEqualTo(field.width());
        assertThat(number(constant(union, constant + "_MAX"), field.width()))
            .isEqualTo(ones(field.width()));
      }
      assertThat(constant(union, "FIELD_BITS")).isEqualTo(named.carried());
      assertThat(constant(union, "RESERVED_BITS")).isEqualTo(reserved.carried());
      for (int i = 0; i < WORDS; i++) {
        SlowWord a = SlowWord.of(union.bits(), random.nextLong());
        SlowWord b = i % 3 == 0 ? a : SlowWord.of(union.bits(), random.nextLong());
        BigInteger differ = a.value().xor(b.value()).and(named.value());
        Object mask = new SlowWord(union.bits(), differ).carried();
        assertThat(call(union, "diffMask", a.carried(), b.carried())).isEqualTo(mask);
        assertThat(call(union, "sameFields", a.carried(), b.carried()))
            .isEqualTo(differ.signum() == 0);
        Object canonical = new SlowWord(union.bits(), a.value().and(named.value())).carried();
        assertThat(call(union, "canonical", a.carried())).isEqualTo(canonical);
        assertThat(call(union, "isValid", a.carried()))
            .isEqualTo(a.value().and(reserved.value()).signum() == 0);
      }
    }
  }

  @Test
  void textLeadsBackToTheWord() throws Exception {
    Random random = new Random(SEED + 4);
    for (RandomUnion union : UNIONS_BY_NAME.values()) {
      for (int i = 0; i < WORDS; i++) {
        Object word = SlowWord.of(union.bits(), random.nextLong()).carried();
        Object text = call(union, "toString", word);
        assertThat(call(union, "parse", text)).as("%s", text).isEqualTo(word);
      }
    }
  }

  private interface Check {
    void of(RandomUnion union, RandomField field, SlowWord word) throws Exception;
  }

  private static void forAll(Check check) throws Exception {
    Random random = new Random(SEED);
    for (RandomUnion union : UNIONS_BY_NAME.values()) {
      for (RandomField field : union.fields()) {
        for (int i = 0; i < WORDS; i++) {
          long bits = i == 0 ? 0 : i == 1 ? -1 : random.nextLong();
          SlowWord word = SlowWord.of(union.bits(), bits);
          try {
            check.of(union, field, word);
          } catch (AssertionError | Exception e) {
            throw new AssertionError(
                "seed " + SEED + ", " + union.source() + ", " + field.name() + ", " + word, e);
          }
        }
      }
    }
  }

  private static BigInteger ones(int width) {
    return BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
  }

  /** The unsigned number that a value of generated code stands for. */
  private static BigInteger number(Object value, int width) {
    if (value instanceof Boolean flag) {
      return flag ? BigInteger.ONE : BigInteger.ZERO;
    }
    if (value instanceof Enum<?> constant) {
      return BigInteger.valueOf(constant.ordinal());
    }
    long bits = value instanceof Character c ? c : ((Number) value).longValue();
    return BigInteger.valueOf(bits).and(ones(width));
  }

  private static Object typed(RandomUnion union, RandomField field, BigInteger value)
      throws Exception {
    return switch (field.type()) {
      case "boolean" -> value.testBit(0);
      case "Two", "Four" ->
          loader.loadClass("demo." + union.name() + "$" + field.type())
              .getEnumConstants()[value.intValue()];
      case "byte" -> value.byteValue();
      case "short" -> value.shortValue();
      case "char" -> (char) value.intValue();
      case "int" -> value.intValue();
      default -> value.longValue();
    };
  }

  private static Object primitive(Class<?> type, long value) {
    return switch (type.getName()) {
      case "byte" -> (byte) value;
      case "short" -> (short) value;
      case "char" -> (char) value;
      case "int" -> (int) value;
      default -> value;
    };
  }

  private static Object constant(RandomUnion union, String name) throws Exception {
    return loader.loadClass("demo." + union.name() + "Bits").getField(name).get(null);
  }

  private static Object call(RandomUnion union, String name, Object... arguments) throws Exception {
    Method method = METHODS.get(union.name()).get(name + "/" + arguments.length);
    assertThat(method).as("%s.%s", union.name(), name).isNotNull();
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }
}
