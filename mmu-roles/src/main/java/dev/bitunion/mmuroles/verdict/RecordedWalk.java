package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.mmu.GuestMemory;

/**
 * One recorded walk: what was walked for, the entries that it read in their order, and how it
 * ended. To a walker that repeats it, it is the guest's memory: each read gives the next recorded
 * entry, wherever the walker believes it to be.
 */
final class RecordedWalk implements GuestMemory {
  private static final int MOST = 64;

  private final long[] entries = new long[MOST];
  private final int[] levels = new int[MOST];
  private int count;
  private int first;
  private int next;
  private boolean ranOut;
  private boolean overflowed;

  private long line;
  private long address;
  private long access;
  private boolean failed;
  private long error;
  private boolean open;

  /** Starts a new record. */
  void start(long atLine, long walkAddress, long walkAccess) {
    line = atLine;
    address = walkAddress;
    access = walkAccess;
    count = 0;
    first = 0;
    failed = false;
    error = 0;
    overflowed = false;
    open = true;
  }

  void add(long entry, int level) {
    if (count == MOST) {
      overflowed = true;
      return;
    }
    entries[count] = entry;
    levels[count] = level;
    count++;
  }

  void fail(long code) {
    failed = true;
    error = code;
  }

  void close() {
    open = false;
  }

  /** Before the walk is repeated from its first entry. */
  void restart() {
    first = 0;
  }

  /** Before a walker reads from the first entry that is not left out. */
  void rewind() {
    next = first;
    ranOut = false;
  }

  /** Leaves out the entries that were read so far: the kernel lost a race and walked again. */
  boolean skipRead() {
    if (next >= count || next == first) {
      return false;
    }
    first = next;
    return true;
  }

  /** Makes the first recorded entry a page-directory-pointer entry: it is not read from memory. */
  long takePdpte() {
    return entries[next++];
  }

  boolean startsAt(int level) {
    return first < count && levels[first] == level;
  }

  boolean isOpen() {
    return open;
  }

  boolean overflowed() {
    return overflowed;
  }

  /** The walker wanted more entries than were recorded. */
  boolean ranOut() {
    return ranOut;
  }

  /** All recorded entries were read. */
  boolean used() {
    return next == count;
  }

  long line() {
    return line;
  }

  long address() {
    return address;
  }

  long access() {
    return access;
  }

  boolean failed() {
    return failed;
  }

  long error() {
    return error;
  }

  int count() {
    return count;
  }

  /** A table that the kernel could not read left no entry, but an error. */
  @Override
  public long find(long gfn) {
    return next == count && failed ? NO_PAGE : 0;
  }

  @Override
  public boolean isReadOnly(long page) {
    return false;
  }

  @Override
  public long read64(long page, int offset) {
    if (next == count) {
      ranOut = true;
      return 0;
    }
    return entries[next++];
  }

  @Override
  public int read32(long page, int offset) {
    return (int) read64(page, offset);
  }

  @Override
  public boolean replace64(long page, int offset, long expected, long value) {
    return true;
  }

  @Override
  public boolean replace32(long page, int offset, int expected, int value) {
    return true;
  }
}
