package dev.bitunion.benchmarks.simulator;

/** Prints each case's checksum, to be compared with the C peer's: that both did the same work. */
public final class Checksums {
  private Checksums() {}

  /** Prints a line a case: name and checksum in hex, of the second run as the peer does. */
  public static void main(String[] args) {
    SimulatorBenchmark cases = new SimulatorBenchmark();
    cases.recompute();
    System.out.println("role " + Long.toHexString(cases.role()));
    System.out.println("permission " + Long.toHexString(cases.permission()));
    System.out.println("permissionKeys " + Long.toHexString(cases.permissionKeys()));
    System.out.println("walk4 " + Long.toHexString(cases.walk4()));
    System.out.println("walk5 " + Long.toHexString(cases.walk5()));
    System.out.println("recompute " + Long.toHexString(cases.recompute()));
    System.out.println("skippedInit " + Long.toHexString(cases.skippedInit()));
    ShadowInputs shadow = new ShadowInputs();
    System.out.println("rootSwitch " + Long.toHexString(shadow.hits()));
    System.out.println("rootMiss " + Long.toHexString(shadow.misses()));
    System.out.println("pageFault " + Long.toHexString(shadow.faults()));
    lookups("pages10k", 10_000);
    lookups("pages100k", 100_000);
    lookups("pages1m", 1_000_000);
  }

  private static void lookups(String name, int pages) {
    Lookups lookups = new Lookups(pages);
    System.out.println(name + " " + Long.toHexString(lookups.sum(Lookups.COUNT)));
    System.out.println(name + "-buckets " + Long.toHexString(lookups.sum(Lookups.BUCKET_COUNT)));
    String insert = name.replace("pages", "insert");
    System.out.println(insert + " " + Long.toHexString(new Insertions(pages).sum()));
  }
}
