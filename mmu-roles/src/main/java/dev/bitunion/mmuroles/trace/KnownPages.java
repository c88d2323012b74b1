package dev.bitunion.mmuroles.trace;

/** What a replay knows of the pages that exist at this moment of the trace. */
public interface KnownPages {
  /**
   * Whether a page of this gfn and role, without {@code invalid} and with what the trace does not
   * print clear, may be live: it was seen, or the trace started too late or has gaps.
   */
  boolean mayBeLive(long gfn, int role);
}
