package dev.bitunion.benchmarks.simulator;

import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.RoleMath;
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
 * The cases of {@code c/simulator.c}, name by name. Each returns the checksum that its peer prints.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Inputs.COUNT)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 50, time = 10, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class SimulatorBenchmark {
  private final Inputs in = new Inputs();

  /** The whole shadow role from registers. */
  @Benchmark
  public long role() {
    Inputs.Registers r = in.registers;
    long sum = 0;
    for (int i = 0; i < Inputs.COUNT; i++) {
      sum += RoleMath.shadowRoot(r.cr0[i], r.cr4[i], r.efer[i], r.hflags[i]);
    }
    return sum;
  }

  /** One look into the permission table. */
  @Benchmark
  @OperationsPerInvocation(Inputs.CHECKS)
  public long permission() {
    return permissionFaults(in.plain);
  }

  /** The same with protection keys. */
  @Benchmark
  @OperationsPerInvocation(Inputs.CHECKS)
  public long permissionKeys() {
    return permissionFaults(in.keyed);
  }

  private long permissionFaults(MmuContext context) {
    byte[] rights = in.rights;
    byte[] keys = in.keys;
    byte[] accesses = in.accesses;
    CpuState[] cpus = in.cpuOf;
    long sum = 0;
    for (int i = 0; i < Inputs.CHECKS; i++) {
      sum += context.permissionFault(rights[i], keys[i], accesses[i], cpus[i]);
    }
    return sum;
  }

  /** A 4-level walk in hot memory. */
  @Benchmark
  public long walk4() {
    return walks(in.walker4, in.addresses4);
  }

  /** A 5-level walk in hot memory. */
  @Benchmark
  public long walk5() {
    return walks(in.walker5, in.addresses5);
  }

  private long walks(Walker walker, long[] addresses) {
    byte[] accesses = in.accesses;
    long sum = 0;
    for (int i = 0; i < Inputs.COUNT; i++) {
      sum +=
          walker.walk(addresses[i], accesses[i]) ? walker.gfn() + walker.rights() : walker.error();
    }
    return sum;
  }

  /** A context's initialisation with another role: permissions, PKU mask, reserved bits. */
  @Benchmark
  public long recompute() {
    MmuContext context = in.changing;
    long[] roles = in.roles;
    int[] levels = in.levels;
    long sum = 0;
    for (int i = 0; i < Inputs.COUNT; i++) {
      sum += context.initShadow(roles[i], levels[i]) ? 1 : 0;
      sum += context.permissions().row(9);
      sum += Integer.toUnsignedLong(context.permissions().pkruMask());
      sum += context.reserved().mask(1, 2);
    }
    return sum;
  }

  /** An initialisation that finds the role unchanged. */
  @Benchmark
  public long skippedInit() {
    Inputs.Registers r = in.same;
    long sum = 0;
    for (int i = 0; i < Inputs.COUNT; i++) {
      sum += in.steady.init(r.cr0[i], r.cr4[i], r.efer[i], r.hflags[i]) ? 1 : 0;
    }
    return sum;
  }
}
