package dev.bitunion.layout.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.layout.Part;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every place and width of a field against bytes and BigInteger. */
class ChunkTest {
  private static final int SIZE = 20;

  @Test
  void coversTheBytesOfTheFieldAndNoOthers() {
    for (int offset = 0; offset < 80; offset++) {
      for (int width = 1; width <= 64; width++) {
        TreeSet<Integer> expected = new TreeSet<>();
        for (int bit = offset; bit < offset + width; bit++) {
          expected.add(bit / 8);
        }
        TreeSet<Integer> covered = new TreeSet<>();
        for (Chunk chunk : Chunk.of(List.of(new Part(offset, width)))) {
          assertThat(chunk.bytes()).isIn(1, 2, 4, 8);
          for (int i = 0; i < chunk.bytes(); i++) {
            assertThat(covered.add(chunk.first() + i)).isTrue();
          }
        }
        assertThat(covered).as("%d bits at %d", width, offset).isEqualTo(expected);
      }
    }
  }

  @Test
  void readsTheValueInBothByteOrders() {
    byte[] little = new byte[SIZE];
    new Random(1).nextBytes(little);
    byte[] big = reversed(little);
    BigInteger whole = new BigInteger(1, big);
    for (int offset = 0; offset < 80; offset++) {
      for (int width = 1; width <= 64; width++) {
        List<Chunk> chunks = Chunk.of(List.of(new Part(offset, width)));
        BigInteger ones = BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
        BigInteger expected = whole.shiftRight(offset).and(ones);
        assertThat(read(chunks, little, false)).isEqualTo(expected);
        assertThat(read(chunks, big, true)).isEqualTo(expected);
      }
    }
  }

  @Test
  void joinsTheParts() {
    List<Chunk> chunks = Chunk.of(List.of(new Part(16, 24), new Part(56, 8)));

    assertThat(chunks)
        .containsExactly(
            new Chunk(2, 2, 0, 16, 0), new Chunk(4, 1, 0, 8, 16), new Chunk(7, 1, 0, 8, 24));
    assertThat(chunks).allMatch(Chunk::whole);
  }

  private static BigInteger read(List<Chunk> chunks, byte[] memory, boolean bigEndian) {
    BigInteger value = BigInteger.ZERO;
    for (Chunk chunk : chunks) {
      int at = bigEndian ? chunk.bigEndian(SIZE) : chunk.littleEndian();
      byte[] bytes = Arrays.copyOfRange(memory, at, at + chunk.bytes());
      BigInteger loaded = new BigInteger(1, bigEndian ? bytes : reversed(bytes));
      BigInteger mask = new BigInteger(Long.toUnsignedString(chunk.mask()));
      value = value.or(loaded.and(mask).shiftRight(chunk.shift()).shiftLeft(chunk.value()));
    }
    return value;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
