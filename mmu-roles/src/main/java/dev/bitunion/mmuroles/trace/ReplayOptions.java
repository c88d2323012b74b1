package dev.bitunion.mmuroles.trace;

/**
 * What a replay is told beside the trace.
 *
 * @param start whether pages may exist before the trace
 * @param watch takes the events of one gfn, or null
 */
public record ReplayOptions(Start start, PageWatch watch) {
  /** Whether the trace begins before the VM's first page. */
  public enum Start {
    /** The trace tells: a vCPU is created, or the first page is a root after reset. */
    AUTO,
    NOTHING,
    MID_LIFE
  }

  /** Nothing is known and nothing is watched. */
  public static final ReplayOptions NONE = new ReplayOptions(Start.AUTO, null);
}
