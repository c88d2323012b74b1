package dev.bitunion.benchmarks.accessors;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
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
 * The cases of {@code c/accessors.c}, name by name, on words in an array. Each returns the checksum
 * that its peer prints.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Words.COUNT)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 50, time = 10, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class AccessorBenchmark {
  private static final RoleMatch MATCH =
      RoleMatch.ANY.directIs(true).invalidIs(false).cr0WpIs(true);

  private final Words in = new Words();

  /** The checksum of what a case wrote. */
  int written() {
    return Arrays.hashCode(in.work);
  }

  /** All 13 fields read. */
  @Benchmark
  public int decode() {
    int[] words = in.words;
    int sum = 0;
    for (int i = 0; i < words.length; i++) {
      int w = words[i];
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

  /**
   * All 13 fields set, out of one word in which they lie without the gap. Each is made on 0 and
   * they are joined: a chain of withers would clear what is clear.
   */
  @Benchmark
  public int encode() {
    int[] sources = in.sources;
    int[] work = in.work;
    for (int i = 0; i < work.length; i++) {
      int x = sources[i];
      work[i] =
          RoleBits.withLevelTruncated(0, x)
              | RoleBits.withGpteIs8BytesTruncated(0, x >>> 4)
              | RoleBits.withQuadrantTruncated(0, x >>> 5)
              | RoleBits.withDirectTruncated(0, x >>> 7)
              | RoleBits.withAccessTruncated(0, x >>> 8)
              | RoleBits.withInvalidTruncated(0, x >>> 11)
              | RoleBits.withEferNxTruncated(0, x >>> 12)
              | RoleBits.withCr0WpTruncated(0, x >>> 13)
              | RoleBits.withSmepAndnotWpTruncated(0, x >>> 14)
              | RoleBits.withSmapAndnotWpTruncated(0, x >>> 15)
              | RoleBits.withAdDisabledTruncated(0, x >>> 16)
              | RoleBits.withGuestModeTruncated(0, x >>> 17)
              | RoleBits.withSmmTruncated(0, x >>> 18);
    }
    return work[Words.COUNT / 2];
  }

  /** One field set, high bits dropped as in C. */
  @Benchmark
  public int set() {
    int[] accesses = in.accesses;
    int[] work = in.work;
    for (int i = 0; i < work.length; i++) {
      work[i] = RoleBits.withAccessTruncated(work[i], accesses[i]);
    }
    return work[Words.COUNT / 2];
  }

  /** One field set, its range checked, which C does not. */
  @Benchmark
  public int checkedSet() {
    int[] accesses = in.accesses;
    int[] work = in.work;
    for (int i = 0; i < work.length; i++) {
      work[i] = RoleBits.withAccess(work[i], accesses[i]);
    }
    return work[Words.COUNT / 2];
  }

  /** How many pairs of words agree in all fields. */
  @Benchmark
  public int compare() {
    int[] words = in.words;
    int[] others = in.others;
    int different = 0;
    for (int i = 0; i < words.length; i++) {
      int diff = RoleBits.diffMask(words[i], others[i]);
      different += (diff | -diff) >>> 31;
    }
    return words.length - different;
  }

  /** Three flags at once, word by word. */
  @Benchmark
  public int flags() {
    int count = 0;
    for (int w : in.words) {
      if (MATCH.test(w)) {
        count++;
      }
    }
    return count;
  }

  /** The same from the numbers of the flags, 0 or 1. */
  @Benchmark
  public int flagsBulk() {
    int[] words = in.words;
    int count = 0;
    for (int i = 0; i < words.length; i++) {
      int w = words[i];
      count += RoleBits.directBit(w) & ~RoleBits.invalidBit(w) & RoleBits.cr0WpBit(w);
    }
    return count;
  }

  /** The same counted by the match itself. */
  @Benchmark
  public int matchCount() {
    return MATCH.count(in.words);
  }

  /** All 13 fields, each from a byte of its own, their ranges checked, which C does not. */
  @Benchmark
  public int encodeBytes() {
    byte[] bytes = in.bytes;
    int[] work = in.work;
    for (int i = 0; i < work.length; i++) {
      int at = Words.FIELDS * i;
      work[i] =
          RoleBits.prepLevel(bytes[at])
              | RoleBits.withGpteIs8BytesBit(0, bytes[at + 1])
              | RoleBits.prepQuadrant(bytes[at + 2])
              | RoleBits.withDirectBit(0, bytes[at + 3])
              | RoleBits.prepAccess(bytes[at + 4])
              | RoleBits.withInvalidBit(0, bytes[at + 5])
              | RoleBits.withEferNxBit(0, bytes[at + 6])
              | RoleBits.withCr0WpBit(0, bytes[at + 7])
              | RoleBits.withSmepAndnotWpBit(0, bytes[at + 8])
              | RoleBits.withSmapAndnotWpBit(0, bytes[at + 9])
              | RoleBits.withAdDisabledBit(0, bytes[at + 10])
              | RoleBits.withGuestModeBit(0, bytes[at + 11])
              | RoleBits.prepSmm(Byte.toUnsignedInt(bytes[at + 12]));
    }
    return work[Words.COUNT / 2];
  }
}
