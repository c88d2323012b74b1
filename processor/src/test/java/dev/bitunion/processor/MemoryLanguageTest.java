package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * What the layout language adds, in memory: arrays, pieces, scales, and bits that writing 1 clears.
 */
class MemoryLanguageTest {
  private static final String FIELDS =
      """
        /** {@return it} */
        @Field(parts = {@Part(bits = 3, at = 60), @Part(bits = 9, at = 7)}) int split();
        /** {@return it} */
        @Field(bits = 6, at = 16, scale = 4, signed = true) int scaled();
        /** {@return it} @param index which */
        @Field(bits = 3, at = 22, count = 5) int nibble(int index);
        /** {@return it} @param index which */
        @Field(bits = 8, at = 40, count = 2) byte whole(int index);
        /** {@return it} */
        @Field(bits = 1, at = 56, access = Access.WRITE_ONE_TO_CLEAR) boolean first();
        /** {@return it} */
        @Field(bits = 1, access = Access.WRITE_ONE_TO_CLEAR) boolean second();
        /** {@return it} */
        @Field(bits = 2) int beside();
        /** {@return it} */
        @Field(bits = 1, at = 63, access = Access.READ_ONLY) boolean fixed();
      """;

  /** The model of both drivers: the type as one number, fields cut out of it bit by bit. */
  private static final String DRIVER =
      """
      package demo;
      import java.math.BigInteger;
      import java.nio.*;
      import java.util.*;
      public final class Drive implements java.util.concurrent.Callable<String> {
        private static final int AT = 3;
        private final Random random = new Random(11);
        private ByteBuffer memory;
        private BigInteger number;

        @Override public String call() {
          int checks = 0;
          for (int round = 0; round < 200; round++) {
            fill(round % 2 == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            same(BUFFER.split(memory, AT), bits(60, 3) | bits(7, 9) << 3);
            same(BUFFER.scaled(memory, AT), (bits(16, 6) << 26 >> 26) << 4);
            for (int i = 0; i < 5; i++) {
              same(BUFFER.nibble(memory, AT, i), bits(22 + 3 * i, 3));
            }
            same(BUFFER.whole(memory, AT, 1) & 255, bits(48, 8));
            same(BUFFER.firstBit(memory, AT), bits(56, 1));
            same(BUFFER.fixedBit(memory, AT), bits(63, 1));

            int v = random.nextInt(512);
            BUFFER.setSplit(memory, AT, v << 3 | 5);
            put(60, 3, 5);
            put(7, 9, v);
            clear(56);
            clear(57);
            agree();

            fill(memory.order());
            BUFFER.setScaled(memory, AT, -16 * (v & 31));
            put(16, 6, -(v & 31));
            agree();
            int i = random.nextInt(5);
            BUFFER.setNibbleTruncated(memory, AT, i, v);
            put(22 + 3 * i, 3, v);
            agree();
            BUFFER.setWhole(memory, AT, 0, (byte) v);
            put(40, 8, v);
            agree();

            BUFFER.setBeside(memory, AT, v & 3);
            put(58, 2, v & 3);
            clear(56);
            clear(57);
            agree();

            fill(memory.order());
            BUFFER.clearFirst(memory, AT);
            put(56, 1, 1);
            clear(57);
            agree();
            refused(() -> BUFFER.setScaled(memory, AT, 8));
            refused(() -> BUFFER.nibble(memory, AT, 5));
            refused(() -> BUFFER.setNibble(memory, AT, -1, 0));
            refused(() -> BUFFER.setNibble(memory, AT, 4, 8));
            agree();
            checks++;
          }
          return checks + " rounds";
        }

        private void fill(ByteOrder order) {
          memory = ByteBuffer.allocate(BYTES + 2 * AT).order(order);
          number = new BigInteger(BYTES * 8, random);
          for (int i = 0; i < BYTES; i++) {
            memory.put(address(i), number.shiftRight(8 * i).byteValue());
          }
        }
        private int address(int i) {
          return AT + (memory.order() == ByteOrder.LITTLE_ENDIAN ? i : BYTES - 1 - i);
        }
        private int bits(int at, int width) {
          return number.shiftRight(at).intValue() & (1 << width) - 1;
        }
        private void put(int at, int width, int v) {
          for (int i = 0; i < width; i++) {
            number = (v >> i & 1) == 1 ? number.setBit(at + i) : number.clearBit(at + i);
          }
        }
        private void clear(int bit) {
          number = number.clearBit(bit);
        }
        private void agree() {
          for (int i = 0; i < BYTES; i++) {
            same(memory.get(address(i)), number.shiftRight(8 * i).byteValue());
          }
          for (int i = 0; i < AT; i++) {
            same(memory.get(i) | memory.get(AT + BYTES + i), 0);
          }
        }
        private static void same(int actual, int expected) {
          if (actual != expected) {
            throw new AssertionError(actual + ", expected " + expected);
          }
        }
        private static void refused(Runnable step) {
          try {
            step.run();
          } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return;
          }
          throw new AssertionError("not refused");
        }
      }
      """;

  @Test
  void wordsInMemory() throws Exception {
    assertThat(drive(64)).isEqualTo("200 rounds");
  }

  @Test
  void widerTypesInMemory() throws Exception {
    assertThat(drive(88)).isEqualTo("200 rounds");
  }

  private static Object drive(int bits) throws Exception {
    String union =
        "package demo;\nimport dev.bitunion.*;\n/** All. */\n@BitUnion(bits = "
            + bits
            + ", forms = {Form.ARRAY, Form.BUFFER})\npublic interface All {\n"
            + FIELDS
            + "}\n";
    String driver = DRIVER.replace("BUFFER.", "AllBuffer.").replace("BYTES", "AllBuffer.BYTES");
    ClassLoader loader =
        Compiled.of(
                Map.of("demo.All", union, "demo.Drive", driver),
                "--release",
                "17",
                "-Xlint:all,-processing",
                "-Werror")
            .ok()
            .loader();
    return ((Callable<?>) loader.loadClass("demo.Drive").getConstructor().newInstance()).call();
  }
}
