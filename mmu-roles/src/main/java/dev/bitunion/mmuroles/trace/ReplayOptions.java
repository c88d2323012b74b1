package dev.bitunion.mmuroles.trace;

import dev.bitunion.mmuroles.profile.RoleProfile;
import java.util.Set;

/**
 * What a replay is told beside the trace.
 *
 * @param start whether pages may exist before the trace
 * @param pids the threads of the VM that is looked at; null or empty: there is only one VM
 * @param watch takes the events of one gfn, or null
 * @param observer takes every event after it was judged, or null
 * @param profile the kernel that wrote the trace; null: not known, read as v5.14
 */
public record ReplayOptions(
    Start start, Set<Integer> pids, PageWatch watch, TraceHandler observer, RoleProfile profile) {
  /** Whether the trace begins before the VM's first page. */
  public enum Start {
    /** The trace tells: a vCPU is created, or the first page is a root after reset. */
    AUTO,
    NOTHING,
    MID_LIFE
  }

  /** What is told of a trace that no kernel is named for. */
  public ReplayOptions(Start start, Set<Integer> pids, PageWatch watch, TraceHandler observer) {
    this(start, pids, watch, observer, null);
  }

  /** Nothing is known and nothing is watched. */
  public static final ReplayOptions NONE = new ReplayOptions(Start.AUTO, null, null, null, null);
}
