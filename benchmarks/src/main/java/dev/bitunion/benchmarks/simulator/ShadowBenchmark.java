package dev.bitunion.benchmarks.simulator;

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
 * The cases of {@code c/shadow.c}, name by name. Each returns the checksum that its peer prints.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 50, time = 10, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class ShadowBenchmark {
  private final ShadowInputs in = new ShadowInputs();

  /** A switch to one of the previous roots. */
  @Benchmark
  @OperationsPerInvocation(ShadowInputs.SWITCHES)
  public long rootSwitch() {
    return in.hits();
  }

  /** A switch that none of them fits: the current root goes, and the new one is loaded. */
  @Benchmark
  @OperationsPerInvocation(ShadowInputs.SWITCHES)
  public long rootMiss() {
    return in.misses();
  }

  /** A page fault that finds everything: the guest's walk, and the way down the shadow pages. */
  @Benchmark
  @OperationsPerInvocation(ShadowInputs.ADDRESSES)
  public long pageFault() {
    return in.faults();
  }
}
