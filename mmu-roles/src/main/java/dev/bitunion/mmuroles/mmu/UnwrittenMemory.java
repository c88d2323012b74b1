package dev.bitunion.mmuroles.mmu;

/**
 * Memory that walks read and leave as it is, so that what they would have found, and would have
 * written, can be asked without any effect.
 */
public final class UnwrittenMemory implements GuestMemory {
  private final GuestMemory memory;
  private boolean wanted;

  /** The same memory, not written. */
  public UnwrittenMemory(GuestMemory memory) {
    this.memory = memory;
  }

  /** Whether a walk since the last {@link #forget} would have set an accessed or a dirty bit. */
  public boolean wanted() {
    return wanted;
  }

  /** Forgets what walks wanted. */
  public void forget() {
    wanted = false;
  }

  @Override
  public long find(long gfn) {
    return memory.find(gfn);
  }

  /** A walker asks this only of a page in which it is about to set a bit. */
  @Override
  public boolean isReadOnly(long page) {
    wanted |= !memory.isReadOnly(page);
    return true;
  }

  @Override
  public long read64(long page, int offset) {
    return memory.read64(page, offset);
  }

  @Override
  public int read32(long page, int offset) {
    return memory.read32(page, offset);
  }

  @Override
  public boolean replace64(long page, int offset, long expected, long value) {
    throw new IllegalStateException("no page of this memory may be written");
  }

  @Override
  public boolean replace32(long page, int offset, int expected, int value) {
    throw new IllegalStateException("no page of this memory may be written");
  }
}
