package dev.bitunion.benchmarks.accessors;

import io.kaitai.struct.ByteBufferKaitaiStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import javolution.io.Struct;
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
 * The case {@code decode} by every form that is generated and by what else reads bit fields on the
 * JVM, each in the way its makers show: the same words, the same sum of 13 fields.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Words.COUNT)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 50, time = 10, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class PeerBenchmark {
  private final Words in = new Words();
  private final ByteBuffer buffer = in.buffer();
  private final RoleAtomic[] atomics = new RoleAtomic[Words.COUNT];
  private final UnsafeBuffer agrona = new UnsafeBuffer(buffer.array());
  private final ByteBufferKaitaiStream stream = new ByteBufferKaitaiStream(buffer.array());
  private final BitSet bits = BitSet.valueOf(buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN));
  private final RoleStruct struct = new RoleStruct();

  /** Makes the words once more in each peer's memory. */
  public PeerBenchmark() {
    for (int i = 0; i < Words.COUNT; i++) {
      atomics[i] = new RoleAtomic(in.words[i]);
    }
    struct.setByteBuffer(buffer, 0);
  }

  /** The record, made for each word; its flags as numbers. */
  @Benchmark
  public int value() {
    int sum = 0;
    for (int w : in.words) {
      RoleValue r = new RoleValue(w);
      sum +=
          r.level()
              + RoleBits.gpteIs8BytesBit(r.word())
              + r.quadrant()
              + RoleBits.directBit(r.word())
              + r.access()
              + RoleBits.invalidBit(r.word())
              + RoleBits.eferNxBit(r.word())
              + RoleBits.cr0WpBit(r.word())
              + RoleBits.smepAndnotWpBit(r.word())
              + RoleBits.smapAndnotWpBit(r.word())
              + RoleBits.adDisabledBit(r.word())
              + RoleBits.guestModeBit(r.word())
              + r.smm();
    }
    return sum;
  }

  /** The same by the flags' boolean getters: a branch each, which no vector instruction does. */
  @Benchmark
  public int valueBooleans() {
    int sum = 0;
    for (int w : in.words) {
      RoleValue r = new RoleValue(w);
      sum +=
          r.level()
              + (r.gpte_is_8_bytes() ? 1 : 0)
              + r.quadrant()
              + (r.direct() ? 1 : 0)
              + r.access()
              + (r.invalid() ? 1 : 0)
              + (r.efer_nx() ? 1 : 0)
              + (r.cr0_wp() ? 1 : 0)
              + (r.smep_andnot_wp() ? 1 : 0)
              + (r.smap_andnot_wp() ? 1 : 0)
              + (r.ad_disabled() ? 1 : 0)
              + (r.guest_mode() ? 1 : 0)
              + r.smm();
    }
    return sum;
  }

  /** The form over arrays, on {@code int[]}. */
  @Benchmark
  public int array() {
    int[] words = in.words;
    int sum = 0;
    for (int i = 0; i < words.length; i++) {
      sum +=
          RoleArray.level(words, i)
              + RoleArray.gpteIs8BytesBit(words, i)
              + RoleArray.quadrant(words, i)
              + RoleArray.directBit(words, i)
              + RoleArray.access(words, i)
              + RoleArray.invalidBit(words, i)
              + RoleArray.eferNxBit(words, i)
              + RoleArray.cr0WpBit(words, i)
              + RoleArray.smepAndnotWpBit(words, i)
              + RoleArray.smapAndnotWpBit(words, i)
              + RoleArray.adDisabledBit(words, i)
              + RoleArray.guestModeBit(words, i)
              + RoleArray.smm(words, i);
    }
    return sum;
  }

  /** The form over {@code ByteBuffer}. */
  @Benchmark
  public int buffer() {
    ByteBuffer buffer = this.buffer;
    int sum = 0;
    for (int at = 0; at < Words.BYTES; at += Integer.BYTES) {
      sum +=
          RoleBuffer.level(buffer, at)
              + RoleBuffer.gpteIs8BytesBit(buffer, at)
              + RoleBuffer.quadrant(buffer, at)
              + RoleBuffer.directBit(buffer, at)
              + RoleBuffer.access(buffer, at)
              + RoleBuffer.invalidBit(buffer, at)
              + RoleBuffer.eferNxBit(buffer, at)
              + RoleBuffer.cr0WpBit(buffer, at)
              + RoleBuffer.smepAndnotWpBit(buffer, at)
              + RoleBuffer.smapAndnotWpBit(buffer, at)
              + RoleBuffer.adDisabledBit(buffer, at)
              + RoleBuffer.guestModeBit(buffer, at)
              + RoleBuffer.smm(buffer, at);
    }
    return sum;
  }

  /** The same, but each word read once and its fields by the static accessors. */
  @Benchmark
  public int bufferWord() {
    ByteBuffer buffer = this.buffer;
    int sum = 0;
    for (int at = 0; at < Words.BYTES; at += Integer.BYTES) {
      int w = RoleBuffer.word(buffer, at);
      sum +=
          RoleBits.level(w)
              + RoleBits.gpteIs8BytesBit(w)
              + RoleBits.quadrant(w)
              + RoleBits.directBit(w)
              + RoleBits.access(w)
              + RoleBits.invalidBit(w)
              + RoleBits.eferNxBit(w)
              + RoleBits.cr0WpBit(w)
              + RoleBits.smepAndnotWpBit(w)
              + RoleBits.smapAndnotWpBit(w)
              + RoleBits.adDisabledBit(w)
              + RoleBits.guestModeBit(w)
              + RoleBits.smm(w);
    }
    return sum;
  }

  /** The atomic form: each word read once, as a volatile one. */
  @Benchmark
  public int atomic() {
    int sum = 0;
    for (RoleAtomic atomic : atomics) {
      int w = atomic.word();
      sum +=
          RoleBits.level(w)
              + RoleBits.gpteIs8BytesBit(w)
              + RoleBits.quadrant(w)
              + RoleBits.directBit(w)
              + RoleBits.access(w)
              + RoleBits.invalidBit(w)
              + RoleBits.eferNxBit(w)
              + RoleBits.cr0WpBit(w)
              + RoleBits.smepAndnotWpBit(w)
              + RoleBits.smapAndnotWpBit(w)
              + RoleBits.adDisabledBit(w)
              + RoleBits.guestModeBit(w)
              + RoleBits.smm(w);
    }
    return sum;
  }

  /** Shifts and masks written by hand. */
  @Benchmark
  public int handWritten() {
    int[] words = in.words;
    int sum = 0;
    for (int i = 0; i < words.length; i++) {
      int w = words[i];
      sum +=
          (w & 15)
              + (w >>> 4 & 1)
              + (w >>> 5 & 3)
              + (w >>> 7 & 1)
              + (w >>> 8 & 7)
              + (w >>> 11 & 1)
              + (w >>> 12 & 1)
              + (w >>> 13 & 1)
              + (w >>> 14 & 1)
              + (w >>> 15 & 1)
              + (w >>> 16 & 1)
              + (w >>> 17 & 1)
              + (w >>> 24);
    }
    return sum;
  }

  /** Shifts and masks written by hand, each word out of a {@code ByteBuffer}. */
  @Benchmark
  public int byteBuffer() {
    ByteBuffer buffer = this.buffer;
    int sum = 0;
    for (int at = 0; at < Words.BYTES; at += Integer.BYTES) {
      int w = buffer.getInt(at);
      sum +=
          (w & 15)
              + (w >>> 4 & 1)
              + (w >>> 5 & 3)
              + (w >>> 7 & 1)
              + (w >>> 8 & 7)
              + (w >>> 11 & 1)
              + (w >>> 12 & 1)
              + (w >>> 13 & 1)
              + (w >>> 14 & 1)
              + (w >>> 15 & 1)
              + (w >>> 16 & 1)
              + (w >>> 17 & 1)
              + (w >>> 24);
    }
    return sum;
  }

  /** As Simple Binary Encoding generates it: a flyweight that loads the word for every choice. */
  @Benchmark
  public int agrona() {
    int sum = 0;
    for (int i = 0; i < Words.BYTES; i += Integer.BYTES) {
      sum +=
          (at(i) & 15)
              + (at(i) >>> 4 & 1)
              + (at(i) >>> 5 & 3)
              + (at(i) >>> 7 & 1)
              + (at(i) >>> 8 & 7)
              + (at(i) >>> 11 & 1)
              + (at(i) >>> 12 & 1)
              + (at(i) >>> 13 & 1)
              + (at(i) >>> 14 & 1)
              + (at(i) >>> 15 & 1)
              + (at(i) >>> 16 & 1)
              + (at(i) >>> 17 & 1)
              + (at(i) >>> 24 & 255);
    }
    return sum;
  }

  private int at(int offset) {
    return agrona.getInt(offset, ByteOrder.LITTLE_ENDIAN);
  }

  /** As the code that Kaitai Struct generates for {@code bit-endian: le}. */
  @Benchmark
  public int kaitai() {
    ByteBufferKaitaiStream stream = this.stream;
    stream.seek(0);
    int sum = 0;
    for (int i = 0; i < Words.COUNT; i++) {
      sum += (int) stream.readBitsIntLe(4);
      sum += (int) stream.readBitsIntLe(1);
      sum += (int) stream.readBitsIntLe(2);
      sum += (int) stream.readBitsIntLe(1);
      sum += (int) stream.readBitsIntLe(3);
      sum += (int) stream.readBitsIntLe(1);
      sum += (int) stream.readBitsIntLe(1);
      sum += (int) stream.readBitsIntLe(1);
      sum += (int) stream.readBitsIntLe(1);
      sum += (int) stream.readBitsIntLe(1);
      sum += (int) stream.readBitsIntLe(1);
      sum += (int) stream.readBitsIntLe(1);
      stream.readBitsIntLe(6);
      sum += (int) stream.readBitsIntLe(8);
      stream.alignToByte();
    }
    return sum;
  }

  /** A struct of Javolution's, moved from word to word. */
  @Benchmark
  public int javolution() {
    RoleStruct struct = this.struct;
    int sum = 0;
    for (int at = 0; at < Words.BYTES; at += Integer.BYTES) {
      struct.setByteBufferPosition(at);
      sum +=
          (int)
              (struct.level.get()
                  + struct.gpteIs8Bytes.get()
                  + struct.quadrant.get()
                  + struct.direct.get()
                  + struct.access.get()
                  + struct.invalid.get()
                  + struct.eferNx.get()
                  + struct.cr0Wp.get()
                  + struct.smepAndnotWp.get()
                  + struct.smapAndnotWp.get()
                  + struct.adDisabled.get()
                  + struct.guestMode.get()
                  + struct.smm.get());
    }
    return sum;
  }

  /** All words in one set of bits. */
  @Benchmark
  public int bitSet() {
    int sum = 0;
    for (int at = 0; at < Words.COUNT * Integer.SIZE; at += Integer.SIZE) {
      sum +=
          number(at + 0, 4)
              + bit(at + 4)
              + number(at + 5, 2)
              + bit(at + 7)
              + number(at + 8, 3)
              + bit(at + 11)
              + bit(at + 12)
              + bit(at + 13)
              + bit(at + 14)
              + bit(at + 15)
              + bit(at + 16)
              + bit(at + 17)
              + number(at + 24, 8);
    }
    return sum;
  }

  private int bit(int at) {
    return bits.get(at) ? 1 : 0;
  }

  private int number(int at, int width) {
    int number = 0;
    for (int i = 0; i < width; i++) {
      number |= bit(at + i) << i;
    }
    return number;
  }

  /** The page role as Javolution declares it. */
  static final class RoleStruct extends Struct {
    final Unsigned32 level = new Unsigned32(4);
    final Unsigned32 gpteIs8Bytes = new Unsigned32(1);
    final Unsigned32 quadrant = new Unsigned32(2);
    final Unsigned32 direct = new Unsigned32(1);
    final Unsigned32 access = new Unsigned32(3);
    final Unsigned32 invalid = new Unsigned32(1);
    final Unsigned32 eferNx = new Unsigned32(1);
    final Unsigned32 cr0Wp = new Unsigned32(1);
    final Unsigned32 smepAndnotWp = new Unsigned32(1);
    final Unsigned32 smapAndnotWp = new Unsigned32(1);
    final Unsigned32 adDisabled = new Unsigned32(1);
    final Unsigned32 guestMode = new Unsigned32(1);
    final Unsigned32 unnamed = new Unsigned32(6);
    final Unsigned32 smm = new Unsigned32(8);

    @Override
    public ByteOrder byteOrder() {
      return ByteOrder.LITTLE_ENDIAN;
    }

    @Override
    public boolean isPacked() {
      return true;
    }
  }
}
