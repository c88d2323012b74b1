package dev.bitunion.mmuroles.trace;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/** Where the trace last spoke of a (gfn, role). */
@BitUnion(bits = 64)
interface PageSeen {
  /** Line of the last event that made, found, synced or zapped such a page. */
  @Field(bits = 40)
  long line();

  /** How many gaps (lost events) came before that line, modulo 2^24. */
  @Field(bits = 24)
  int gap();
}
