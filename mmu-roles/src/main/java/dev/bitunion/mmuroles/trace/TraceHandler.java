package dev.bitunion.mmuroles.trace;

/** Takes what a {@link TraceReader} finds, in the order of the trace. */
public interface TraceHandler {
  /** Said once, before the first event: where to ask which pages are live. */
  default void known(KnownPages pages) {}

  /** One of the four page events; {@code page} and {@code line} are reused for the next. */
  void page(EventLine line, PageEvent page, long number);

  /** Any other event; {@code line} is reused for the next. */
  void event(EventLine line, long number);

  /**
   * Events are missing here.
   *
   * @param events how many, 0 if the trace does not say
   */
  void lost(long events, long number);

  /** {@code # mmu-roles: key=value ...}: static facts that no event carries. */
  void facts(byte[] bytes, int from, int to, long number);
}
