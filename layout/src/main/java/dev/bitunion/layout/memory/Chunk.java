package dev.bitunion.layout.memory;

import dev.bitunion.layout.Bits;
import dev.bitunion.layout.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes of a type that one load or store reaches, and the bits of a field that they hold. Bytes are
 * counted from the type's least significant end, so that a chunk means the same in both byte
 * orders.
 *
 * @param first the chunk's least significant byte
 * @param bytes 1, 2, 4 or 8
 * @param shift the lowest bit of the field within the chunk
 * @param width how many bits of the field the chunk holds
 * @param value the bit of the field's value that stands at {@code shift}
 */
public record Chunk(int first, int bytes, int shift, int width, int value) {

  private static final int BYTE = 8;
  private static final int LARGEST = 8;

  /** The chunks of a field: all of its bytes and no others, the least significant part first. */
  public static List<Chunk> of(List<Part> parts) {
    List<Chunk> chunks = new ArrayList<>();
    int value = 0;
    for (Part part : parts) {
      int bit = part.offset();
      while (bit < part.end()) {
        int shift = bit % BYTE;
        int left = part.end() - bit;
        int bytes = Integer.highestOneBit(Math.min(LARGEST, (shift + left + BYTE - 1) / BYTE));
        int width = Math.min(left, bytes * BYTE - shift);
        chunks.add(new Chunk(bit / BYTE, bytes, shift, width, value));
        value += width;
        bit += width;
      }
    }
    return chunks;
  }

  /** The chunk's lowest address within the type, least significant byte first. */
  public int littleEndian() {
    return first;
  }

  /** The chunk's lowest address within a type of this many bytes, most significant byte first. */
  public int bigEndian(int size) {
    return size - first - bytes;
  }

  /** The field's bits within the chunk. */
  public long mask() {
    return Bits.ones(width) << shift;
  }

  /** Whether the chunk holds nothing but the field, so that a store needs no load before it. */
  public boolean whole() {
    return width == bytes * BYTE;
  }
}
