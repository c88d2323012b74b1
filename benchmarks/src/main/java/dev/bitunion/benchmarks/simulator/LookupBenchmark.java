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
 * The cases of {@code c/lookup.c}, name by name: a shadow page looked up by gfn and role, and all
 * pages made in a new machine. Each returns the checksum that its peer prints.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Lookups.COUNT)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 50, time = 10, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class LookupBenchmark {
  /** 10,000 pages. */
  @State(Scope.Thread)
  public static class Pages10k {
    final Lookups lookups = new Lookups(10_000);
    final Insertions insertions = new Insertions(10_000);
  }

  /** 100,000 pages. */
  @State(Scope.Thread)
  public static class Pages100k {
    final Lookups lookups = new Lookups(100_000);
    final Insertions insertions = new Insertions(100_000);
  }

  /** A million pages. */
  @State(Scope.Thread)
  public static class Pages1m {
    final Lookups lookups = new Lookups(1_000_000);
    final Insertions insertions = new Insertions(1_000_000);
  }

  /** Among 10,000 pages. */
  @Benchmark
  public long pages10k(Pages10k state) {
    return state.lookups.sum(Lookups.COUNT);
  }

  /** Among 100,000 pages. */
  @Benchmark
  public long pages100k(Pages100k state) {
    return state.lookups.sum(Lookups.COUNT);
  }

  /** Among a million pages. */
  @Benchmark
  public long pages1m(Pages1m state) {
    return state.lookups.sum(Lookups.COUNT);
  }

  /** 10,000 pages made. */
  @Benchmark
  @OperationsPerInvocation(10_000)
  public long insert10k(Pages10k state) {
    return state.insertions.sum();
  }

  /** 100,000 pages made. */
  @Benchmark
  @OperationsPerInvocation(100_000)
  public long insert100k(Pages100k state) {
    return state.insertions.sum();
  }

  /** A million pages made. */
  @Benchmark
  @OperationsPerInvocation(1_000_000)
  public long insert1m(Pages1m state) {
    return state.insertions.sum();
  }
}
