package dev.bitunion.processor.corpus;

import dev.bitunion.processor.corpus.Declaration.Accessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code XArray}, {@code XBuffer} or {@code XSegment}: the type behind a guard byte, either end
 * first.
 */
final class MemoryForm implements Form {
  private static final int AT = 1;
  private final WordForm.Methods methods;
  private final Kind kind;
  private final boolean bigEndian;
  private final boolean swapped;

  /** The kinds of memory. */
  enum Kind {
    ARRAY("Array") {
      @Override
      List<Object> place(byte[] memory, ByteOrder order) {
        return List.of(memory, (long) AT, order);
      }
    },
    BUFFER("Buffer") {
      @Override
      List<Object> place(byte[] memory, ByteOrder order) {
        return List.of(ByteBuffer.wrap(memory).order(order), (long) AT);
      }
    },
    SEGMENT("Segment") {
      @Override
      List<Object> place(byte[] memory, ByteOrder order) throws ReflectiveOperationException {
        // By reflection: the tests are compiled for Java 17, where there are no segments.
        Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
        Object over = segment.getMethod("ofArray", byte[].class).invoke(null, (Object) memory);
        return List.of(over, (long) AT, order);
      }
    };

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }

    String suffix() {
      return suffix;
    }

    abstract List<Object> place(byte[] memory, ByteOrder order) throws ReflectiveOperationException;
  }

  /**
   * A form.
   *
   * @param bigEndian the order of the corpus's bytes
   * @param swapped whether the type is to lie in memory the other way round
   */
  MemoryForm(Class<?> form, Kind kind, boolean bigEndian, boolean swapped) {
    this.methods = new WordForm.Methods(form);
    this.kind = kind;
    this.bigEndian = bigEndian;
    this.swapped = swapped;
  }

  @Override
  public String name() {
    return kind.suffix() + (bigEndian != swapped ? " big-endian" : " little-endian");
  }

  @Override
  public Object read(byte[] bytes, Accessor field) throws ReflectiveOperationException {
    return methods.call(null, field.method(), arguments(memory(bytes), field));
  }

  @Override
  public byte[] write(byte[] bytes, Accessor field, long value)
      throws ReflectiveOperationException {
    byte[] memory = memory(bytes);
    List<Object> arguments = arguments(memory, field);
    arguments.add(value);
    methods.call(null, "set" + field.capital() + "Truncated", arguments);
    if (memory[0] != AT || memory[bytes.length + AT] != AT) {
      throw new AssertionError(name() + " wrote beside the type");
    }
    byte[] written = new byte[bytes.length];
    System.arraycopy(memory, AT, written, 0, bytes.length);
    return swapped ? reversed(written) : written;
  }

  private byte[] memory(byte[] bytes) {
    byte[] memory = new byte[bytes.length + 2 * AT];
    memory[0] = AT;
    memory[bytes.length + AT] = AT;
    System.arraycopy(swapped ? reversed(bytes) : bytes, 0, memory, AT, bytes.length);
    return memory;
  }

  private static byte[] reversed(byte[] bytes) {
    return Storage.bytes(Storage.number(bytes, true), bytes.length, false);
  }

  private List<Object> arguments(byte[] memory, Accessor field)
      throws ReflectiveOperationException {
    ByteOrder order = bigEndian != swapped ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    List<Object> arguments = new ArrayList<>(kind.place(memory, order));
    if (field.index() >= 0) {
      arguments.add((long) field.index());
    }
    return arguments;
  }
}
