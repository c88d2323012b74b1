package dev.bitunion.mmuroles.shadow;

import dev.bitunion.mmuroles.mmu.GuestMemory;
import dev.bitunion.mmuroles.mmu.PageMath;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The guest's memory as the vCPU sees it in its current address space: frames anywhere below 2^52,
 * 4 KB taken once something is written to one.
 *
 * <p>A frame has one content in both address spaces unless it was {@linkplain ShadowVm#separate
 * separated}.
 */
public final class VmMemory implements GuestMemory {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] ZEROES = new byte[PageMath.PAGE_SIZE];

  /** Frames below this, 4 GB, are found by their number: a walk asks four times, a fault eight. */
  private static final int NEAR = 1_048_576;

  private final ShadowVm vm;
  private int[] near = new int[16];

  /** The pages of all other frames, and of those of address space 1. */
  private final LongIntMap numbers = new LongIntMap();

  private long[] frames = new long[16];
  private byte[][] pages = new byte[16][];
  private int count;
  private long[] updated = new long[8];
  private int updates;

  VmMemory(ShadowVm vm) {
    this.vm = vm;
  }

  @Override
  public long find(long gfn) {
    if (!vm.slots(vm.space()).exists(gfn)) {
      return NO_PAGE;
    }
    boolean hidden = vm.hidden(gfn);
    if (gfn < near.length && gfn >= 0 && !hidden) {
      int number = near[(int) gfn];
      return (number != 0 ? number : addNear(gfn)) - 1;
    }
    return findFar(gfn, hidden);
  }

  private int addNear(long gfn) {
    int number = add(gfn);
    near[(int) gfn] = number;
    return number;
  }

  private long findFar(long gfn, boolean hidden) {
    if (!hidden && gfn >= 0 && gfn < NEAR) {
      near = Arrays.copyOf(near, Math.min(NEAR, Math.max(2 * near.length, (int) gfn + 1)));
      return addNear(gfn) - 1;
    }
    long key = PageMath.frameKey(gfn, 0, hidden ? 1 : 0);
    int number = numbers.get(key);
    if (number == 0) {
      number = add(gfn);
      numbers.put(key, number);
    }
    return number - 1;
  }

  @Override
  public boolean isReadOnly(long page) {
    return vm.slots(vm.space()).isReadOnly(frames[(int) page]);
  }

  @Override
  public long read64(long page, int offset) {
    return (long) LONG.get(pages[(int) page], offset);
  }

  @Override
  public int read32(long page, int offset) {
    return (int) INT.get(pages[(int) page], offset);
  }

  @Override
  public boolean replace64(long page, int offset, long expected, long value) {
    if (read64(page, offset) != expected) {
      return false;
    }
    LONG.set(written(page), offset, value);
    note(page, offset);
    return true;
  }

  @Override
  public boolean replace32(long page, int offset, int expected, int value) {
    if (read32(page, offset) != expected) {
      return false;
    }
    INT.set(written(page), offset, value);
    note(page, offset);
    return true;
  }

  /** Addresses of the entries that walks updated since the last {@link #forgetUpdates}, sorted. */
  public long[] updates() {
    return Arrays.stream(updated, 0, updates).sorted().distinct().toArray();
  }

  /** Starts the list of updates anew. */
  public void forgetUpdates() {
    updates = 0;
  }

  private void note(long page, int offset) {
    if (updates == updated.length) {
      updated = Arrays.copyOf(updated, 2 * updates);
    }
    updated[updates++] = PageMath.gpa(frames[(int) page]) + offset;
  }

  /**
   * Reads 8 bytes at any address; they may cross into the next frame.
   *
   * @return 0 if a frame has no memory
   */
  public long readWord(long gpa) {
    return read(gpa, Long.BYTES);
  }

  /**
   * Reads 1 to 8 bytes at any address, zero-extended.
   *
   * @return 0 if a frame has no memory
   */
  public long read(long gpa, int size) {
    byte[] bytes = new byte[size];
    return copy(gpa, bytes, false) ? (long) LONG.get(Arrays.copyOf(bytes, Long.BYTES), 0) : 0;
  }

  /**
   * Writes 1 to 8 bytes of a value at any address.
   *
   * @return false, and nothing is written, if a frame has no memory
   */
  public boolean write(long gpa, int size, long value) {
    byte[] bytes = new byte[Long.BYTES];
    LONG.set(bytes, 0, value);
    return copy(gpa, Arrays.copyOf(bytes, size), true);
  }

  /** The frame of a page's handle. */
  public long frame(long page) {
    return frames[(int) page];
  }

  /** Frames that were ever touched. */
  public int touched() {
    return count;
  }

  private boolean copy(long gpa, byte[] bytes, boolean write) {
    int last = bytes.length - 1;
    if (find(PageMath.gfn(gpa)) == NO_PAGE || find(PageMath.gfn(gpa + last)) == NO_PAGE) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      long page = find(PageMath.gfn(gpa + i));
      int offset = PageMath.pageOffset(gpa + i);
      if (write) {
        written(page)[offset] = bytes[i];
      } else {
        bytes[i] = pages[(int) page][offset];
      }
    }
    return true;
  }

  private int add(long gfn) {
    if (count == pages.length) {
      int capacity = Math.addExact(count, count / 2);
      frames = Arrays.copyOf(frames, capacity);
      pages = Arrays.copyOf(pages, capacity);
    }
    frames[count] = gfn;
    pages[count] = ZEROES;
    return ++count;
  }

  private byte[] written(long page) {
    if (pages[(int) page] == ZEROES) {
      pages[(int) page] = new byte[PageMath.PAGE_SIZE];
    }
    return pages[(int) page];
  }
}
