package dev.bitunion.benchmarks.accessors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cases {@code encode} and {@code set} by what else writes bit fields on the JVM, each in the
 * way its makers show. Kaitai Struct's runtime 0.10 reads only.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Words.COUNT)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 50, time = 10, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class PeerWriteBenchmark {
  private final Words in = new Words();
  private final ByteBuffer buffer = in.buffer();
  private final UnsafeBuffer agrona = new UnsafeBuffer(buffer.array());
  private final PeerBenchmark.RoleStruct struct = new PeerBenchmark.RoleStruct();
  private final BitSet bits = BitSet.valueOf(in.buffer());

  /** Makes the words once more in each peer's memory. */
  public PeerWriteBenchmark() {
    struct.setByteBuffer(buffer, 0);
  }

  /** The checksum of the array, the buffer or the set of bits that a case wrote. */
  int written(String name) {
    int[] words = in.work;
    if (name.endsWith("BitSet")) {
      ByteBuffer bytes = ByteBuffer.allocate(Words.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.duplicate().put(bits.toByteArray());
      words = new int[Words.COUNT];
      bytes.asIntBuffer().get(words);
    } else if (!name.endsWith("HandWritten")) {
      words = new int[Words.COUNT];
      buffer.asIntBuffer().get(words);
    }
    return Arrays.hashCode(words);
  }

  private static int encoded(int x) {
    return x & 15
        | (x >>> 4 & 1) << 4
        | (x >>> 5 & 3) << 5
        | (x >>> 7 & 1) << 7
        | (x >>> 8 & 7) << 8
        | (x >>> 11 & 1) << 11
        | (x >>> 12 & 1) << 12
        | (x >>> 13 & 1) << 13
        | (x >>> 14 & 1) << 14
        | (x >>> 15 & 1) << 15
        | (x >>> 16 & 1) << 16
        | (x >>> 17 & 1) << 17
        | (x >>> 18 & 255) << 24;
  }

  /** Shifts and masks written by hand, into an array. */
  @Benchmark
  public int encodeHandWritten() {
    int[] sources = in.sources;
    int[] work = in.work;
    for (int i = 0; i < work.length; i++) {
      work[i] = encoded(sources[i]);
    }
    return work[Words.COUNT / 2];
  }

  /** The same into a {@code ByteBuffer}. */
  @Benchmark
  public int encodeByteBuffer() {
    ByteBuffer buffer = this.buffer;
    int[] sources = in.sources;
    for (int i = 0; i < sources.length; i++) {
      buffer.putInt(Integer.BYTES * i, encoded(sources[i]));
    }
    return buffer.getInt(Words.BYTES / 2);
  }

  /** A field at a time into Agrona's buffer, as SBE's encoders do. */
  @Benchmark
  public int encodeAgrona() {
    int[] sources = in.sources;
    for (int i = 0; i < sources.length; i++) {
      int x = sources[i];
      int at = Integer.BYTES * i;
      agrona.putInt(at, 0, ByteOrder.LITTLE_ENDIAN);
      put(at, 0, 15, x);
      put(at, 4, 1, x >>> 4);
      put(at, 5, 3, x >>> 5);
      put(at, 7, 1, x >>> 7);
      put(at, 8, 7, x >>> 8);
      put(at, 11, 1, x >>> 11);
      put(at, 12, 1, x >>> 12);
      put(at, 13, 1, x >>> 13);
      put(at, 14, 1, x >>> 14);
      put(at, 15, 1, x >>> 15);
      put(at, 16, 1, x >>> 16);
      put(at, 17, 1, x >>> 17);
      put(at, 24, 255, x >>> 18);
    }
    return agrona.getInt(Words.BYTES / 2);
  }

  private void put(int at, int shift, int mask, int value) {
    int word = agrona.getInt(at, ByteOrder.LITTLE_ENDIAN) & ~(mask << shift);
    agrona.putInt(at, word | (value & mask) << shift, ByteOrder.LITTLE_ENDIAN);
  }

  /** A struct of Javolution's, moved from word to word. */
  @Benchmark
  public int encodeJavolution() {
    PeerBenchmark.RoleStruct struct = this.struct;
    int[] sources = in.sources;
    for (int i = 0; i < sources.length; i++) {
      int x = sources[i];
      struct.setByteBufferPosition(Integer.BYTES * i);
      struct.unnamed.set(0);
      struct.level.set(x & 15);
      struct.gpteIs8Bytes.set(x >>> 4 & 1);
      struct.quadrant.set(x >>> 5 & 3);
      struct.direct.set(x >>> 7 & 1);
      struct.access.set(x >>> 8 & 7);
      struct.invalid.set(x >>> 11 & 1);
      struct.eferNx.set(x >>> 12 & 1);
      struct.cr0Wp.set(x >>> 13 & 1);
      struct.smepAndnotWp.set(x >>> 14 & 1);
      struct.smapAndnotWp.set(x >>> 15 & 1);
      struct.adDisabled.set(x >>> 16 & 1);
      struct.guestMode.set(x >>> 17 & 1);
      struct.smm.set(x >>> 18 & 255);
    }
    return (int) struct.smm.get();
  }

  /** All words in one set of bits. */
  @Benchmark
  public int encodeBitSet() {
    int[] sources = in.sources;
    for (int i = 0; i < sources.length; i++) {
      int x = sources[i];
      int at = Integer.SIZE * i;
      bits.clear(at, at + Integer.SIZE);
      number(at + 0, 4, x);
      number(at + 4, 1, x >>> 4);
      number(at + 5, 2, x >>> 5);
      number(at + 7, 1, x >>> 7);
      number(at + 8, 3, x >>> 8);
      number(at + 11, 1, x >>> 11);
      number(at + 12, 1, x >>> 12);
      number(at + 13, 1, x >>> 13);
      number(at + 14, 1, x >>> 14);
      number(at + 15, 1, x >>> 15);
      number(at + 16, 1, x >>> 16);
      number(at + 17, 1, x >>> 17);
      number(at + 24, 8, x >>> 18);
    }
    return bits.length();
  }

  private void number(int at, int width, int value) {
    for (int i = 0; i < width; i++) {
      bits.set(at + i, (value >>> i & 1) != 0);
    }
  }

  /** One field set by shifts and masks written by hand. */
  @Benchmark
  public int setHandWritten() {
    int[] accesses = in.accesses;
    int[] work = in.work;
    for (int i = 0; i < work.length; i++) {
      work[i] = work[i] & ~0x700 | (accesses[i] & 7) << 8;
    }
    return work[Words.COUNT / 2];
  }

  /** The same in a {@code ByteBuffer}. */
  @Benchmark
  public int setByteBuffer() {
    ByteBuffer buffer = this.buffer;
    int[] accesses = in.accesses;
    for (int i = 0; i < accesses.length; i++) {
      int at = Integer.BYTES * i;
      buffer.putInt(at, buffer.getInt(at) & ~0x700 | (accesses[i] & 7) << 8);
    }
    return buffer.getInt(Words.BYTES / 2);
  }

  /** The same in Agrona's buffer. */
  @Benchmark
  public int setAgrona() {
    int[] accesses = in.accesses;
    for (int i = 0; i < accesses.length; i++) {
      put(Integer.BYTES * i, 8, 7, accesses[i]);
    }
    return agrona.getInt(Words.BYTES / 2);
  }

  /** By Javolution's struct. */
  @Benchmark
  public int setJavolution() {
    PeerBenchmark.RoleStruct struct = this.struct;
    int[] accesses = in.accesses;
    for (int i = 0; i < accesses.length; i++) {
      struct.setByteBufferPosition(Integer.BYTES * i);
      struct.access.set(accesses[i]);
    }
    return (int) struct.access.get();
  }

  /** In a set of bits. */
  @Benchmark
  public int setBitSet() {
    int[] accesses = in.accesses;
    for (int i = 0; i < accesses.length; i++) {
      number(Integer.SIZE * i + 8, 3, accesses[i]);
    }
    return bits.length();
  }
}
