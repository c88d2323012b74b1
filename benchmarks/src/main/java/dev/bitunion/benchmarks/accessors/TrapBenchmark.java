package dev.bitunion.benchmarks.accessors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
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

/** What a user of the generated code may write, and what costs many times less. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Words.COUNT)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 50, time = 10, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class TrapBenchmark {
  private final Words in = new Words();
  private final ByteBuffer direct =
      ByteBuffer.allocateDirect(Words.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final int[] copied = new int[Words.COUNT];

  /** Four, for the compiler inlines a call with two receivers. */
  private final IntUnaryOperator[] readers = {
    RoleBits::level, RoleBits::access, RoleBits::quadrant, RoleBits::smm
  };

  /** Puts the words into memory outside the heap. */
  public TrapBenchmark() {
    direct.asIntBuffer().put(in.words);
  }

  /** Two flags counted by their boolean getters. */
  @Benchmark
  public int booleans() {
    int count = 0;
    for (int w : in.words) {
      count += (RoleBits.direct(w) ? 1 : 0) + (RoleBits.invalid(w) ? 1 : 0);
    }
    return count;
  }

  /** The same by their numbers. */
  @Benchmark
  public int bits() {
    int count = 0;
    for (int w : in.words) {
      count += RoleBits.directBit(w) + RoleBits.invalidBit(w);
    }
    return count;
  }

  /** Words that agree, counted by a choice. */
  @Benchmark
  public int ternary() {
    int[] words = in.words;
    int[] others = in.others;
    int count = 0;
    for (int i = 0; i < words.length; i++) {
      count += RoleBits.diffMask(words[i], others[i]) == 0 ? 1 : 0;
    }
    return count;
  }

  /** The same by the sign of x | -x. */
  @Benchmark
  public int sign() {
    int[] words = in.words;
    int[] others = in.others;
    int different = 0;
    for (int i = 0; i < words.length; i++) {
      int x = RoleBits.diffMask(words[i], others[i]);
      different += (x | -x) >>> 31;
    }
    return words.length - different;
  }

  /** A field of words outside the heap, word by word. */
  @Benchmark
  public int directGetInt() {
    int sum = 0;
    for (int at = 0; at < Words.BYTES; at += Integer.BYTES) {
      sum += RoleBits.access(direct.getInt(at));
    }
    return sum;
  }

  /** The same after a bulk copy into an array. */
  @Benchmark
  public int directCopied() {
    direct.asIntBuffer().get(copied);
    int sum = 0;
    for (int w : copied) {
      sum += RoleBits.access(w);
    }
    return sum;
  }

  /** Four fields through an interface with four implementers, field by field of each word. */
  @Benchmark
  public int manyReceivers() {
    int sum = 0;
    for (int i = 0; i < in.words.length; i++) {
      sum += readers[i & 3].applyAsInt(in.words[i]);
    }
    return sum;
  }

  /** The same by a switch over static accessors. */
  @Benchmark
  public int switched() {
    int sum = 0;
    for (int i = 0; i < in.words.length; i++) {
      int w = in.words[i];
      sum +=
          switch (i & 3) {
            case 0 -> RoleBits.level(w);
            case 1 -> RoleBits.access(w);
            case 2 -> RoleBits.quadrant(w);
            default -> RoleBits.smm(w);
          };
    }
    return sum;
  }
}
