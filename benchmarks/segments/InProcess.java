package dev.bitunion.benchmarks.accessors;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * What needs a JDK of 22 or newer: the C peer in the same process, and words in memory segments, read
 * by the generated form, by a VarHandle and by hand. Prints a line a case: name, our best nanoseconds
 * a word, peer, the peer's.
 */
final class InProcess {
  private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
  private static final ValueLayout.OfInt WORD = ValueLayout.JAVA_INT_UNALIGNED.withOrder(LE);
  private static final VarHandle HANDLE = WORD.varHandle();

  /** As long as an iteration of JMH's here. */
  private static final long SLICE = 10_000_000;

  /** What was computed: a result that nobody reads is not computed at all. */
  private static volatile long used;

  private InProcess() {}

  /** Measures: the argument is the C peer's shared library, and how many rounds of 10 ms. */
  public static void main(String[] args) {
    int rounds = Integer.parseInt(args[1]);
    AccessorBenchmark ours = new AccessorBenchmark();
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup library = SymbolLookup.libraryLookup(Path.of(args[0]), arena);
      Linker linker = Linker.nativeLinker();
      MethodHandle inputs =
          linker.downcallHandle(library.findOrThrow("peer_inputs"), FunctionDescriptor.ofVoid());
      MethodHandle run =
          linker.downcallHandle(
              library.findOrThrow("peer_run"),
              FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
      try {
        inputs.invokeExact();
      } catch (Throwable e) {
        throw new AssertionError(e);
      }
      beside("decode", ours::decode, c(run, 0), rounds);
      beside("encode", ours::encode, c(run, 1), rounds);
      beside("set", ours::set, c(run, 2), rounds);
      beside("checkedSet", ours::checkedSet, c(run, 2), rounds);
      beside("compare", ours::compare, c(run, 3), rounds);
      beside("flags", ours::flags, c(run, 4), rounds);
      beside("flagsBulk", ours::flagsBulk, c(run, 4), rounds);
      beside("encodeBytes", ours::encodeBytes, c(run, 5), rounds);
      MemorySegment segment = arena.allocate(Words.BYTES);
      MemorySegment.copy(new Words().words, 0, segment, WORD, 0, Words.COUNT);
      measure("segmentWord", () -> words(segment), "varHandle", () -> handle(segment), rounds);
      measure("segmentWord", () -> words(segment), "segmentByHand", () -> hand(segment), rounds);
      measure("segment", () -> fields(segment), "varHandle", () -> handle(segment), rounds);
    }
  }

  private static LongSupplier c(MethodHandle run, int number) {
    return () -> {
      try {
        return (long) run.invokeExact(number);
      } catch (Throwable e) {
        throw new AssertionError(e);
      }
    };
  }

  private static void beside(String name, LongSupplier ours, LongSupplier c, int rounds) {
    measure(name, ours, "gcc -O2 called", c, rounds);
  }

  private static void measure(
      String name, LongSupplier ours, String peer, LongSupplier theirs, int rounds) {
    if ((int) ours.getAsLong() != (int) theirs.getAsLong()) {
      throw new AssertionError(name + ": the two sides do not compute the same");
    }
    double best = Double.MAX_VALUE;
    double peers = Double.MAX_VALUE;
    for (int i = 0; i < rounds; i++) {
      best = Math.min(best, slice(ours));
      peers = Math.min(peers, slice(theirs));
    }
    System.out.printf("%s\t%.4f\t%s\t%.4f%n", name, best, peer, peers);
  }

  private static double slice(LongSupplier run) {
    long start = System.nanoTime();
    long spent;
    long runs = 0;
    long sum = 0;
    do {
      sum += run.getAsLong();
      runs++;
      spent = System.nanoTime() - start;
    } while (spent < SLICE);
    used = sum;
    return (double) spent / runs / Words.COUNT;
  }

  /** Each word loaded once by the generated form. */
  private static int words(MemorySegment segment) {
    int sum = 0;
    for (long at = 0; at < Words.BYTES; at += Integer.BYTES) {
      int w = SegmentRoleSegment.word(segment, at, LE);
      sum +=
          SegmentRoleBits.level(w)
              + SegmentRoleBits.gpteIs8BytesBit(w)
              + SegmentRoleBits.quadrant(w)
              + SegmentRoleBits.directBit(w)
              + SegmentRoleBits.access(w)
              + SegmentRoleBits.invalidBit(w)
              + SegmentRoleBits.eferNxBit(w)
              + SegmentRoleBits.cr0WpBit(w)
              + SegmentRoleBits.smepAndnotWpBit(w)
              + SegmentRoleBits.smapAndnotWpBit(w)
              + SegmentRoleBits.adDisabledBit(w)
              + SegmentRoleBits.guestModeBit(w)
              + SegmentRoleBits.smm(w);
    }
    return sum;
  }

  /** Each field loaded by the generated form. */
  private static int fields(MemorySegment segment) {
    int sum = 0;
    for (long at = 0; at < Words.BYTES; at += Integer.BYTES) {
      sum +=
          SegmentRoleSegment.level(segment, at, LE)
              + SegmentRoleSegment.gpteIs8BytesBit(segment, at, LE)
              + SegmentRoleSegment.quadrant(segment, at, LE)
              + SegmentRoleSegment.directBit(segment, at, LE)
              + SegmentRoleSegment.access(segment, at, LE)
              + SegmentRoleSegment.invalidBit(segment, at, LE)
              + SegmentRoleSegment.eferNxBit(segment, at, LE)
              + SegmentRoleSegment.cr0WpBit(segment, at, LE)
              + SegmentRoleSegment.smepAndnotWpBit(segment, at, LE)
              + SegmentRoleSegment.smapAndnotWpBit(segment, at, LE)
              + SegmentRoleSegment.adDisabledBit(segment, at, LE)
              + SegmentRoleSegment.guestModeBit(segment, at, LE)
              + SegmentRoleSegment.smm(segment, at, LE);
    }
    return sum;
  }

  private static int handle(MemorySegment segment) {
    int sum = 0;
    for (long at = 0; at < Words.BYTES; at += Integer.BYTES) {
      int w = (int) HANDLE.get(segment, at);
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
              + (w >>> 24 & 255);
    }
    return sum;
  }

  private static int hand(MemorySegment segment) {
    int sum = 0;
    for (long at = 0; at < Words.BYTES; at += Integer.BYTES) {
      int w = segment.get(WORD, at);
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
              + (w >>> 24 & 255);
    }
    return sum;
  }
}
