package dev.bitunion.mmuroles.mmu;

import java.util.Arrays;

/**
 * Which guest frames have memory, and which of them the guest cannot write: KVM's memory slots of
 * one address space.
 */
public final class MemorySlots {
  private long[] first = {};
  private long[] end = {};
  private boolean[] readOnly = {};
  private boolean[] isPrivate = {};

  /** Memory in every frame below a number. */
  public static MemorySlots below(long frames) {
    return new MemorySlots().add(0, frames, false);
  }

  /**
   * Adds a slot; where slots overlap, the later one counts.
   *
   * @param firstGfn the first frame
   * @param frames how many
   * @param isReadOnly the guest cannot write it
   */
  public MemorySlots add(long firstGfn, long frames, boolean isReadOnly) {
    return add(firstGfn, frames, isReadOnly, false);
  }

  /**
   * Adds a slot that KVM made for itself, such as the page behind the APIC: nested guests do not
   * see it, and no root table lies in it.
   */
  public MemorySlots addPrivate(long firstGfn, long frames) {
    return add(firstGfn, frames, false, true);
  }

  private MemorySlots add(long firstGfn, long frames, boolean isReadOnly, boolean kvmOwn) {
    int count = first.length;
    first = Arrays.copyOf(first, count + 1);
    end = Arrays.copyOf(end, count + 1);
    readOnly = Arrays.copyOf(readOnly, count + 1);
    isPrivate = Arrays.copyOf(isPrivate, count + 1);
    first[count] = firstGfn;
    end[count] = firstGfn + frames;
    readOnly[count] = isReadOnly;
    isPrivate[count] = kvmOwn;
    return this;
  }

  /** True if the frame has memory. */
  public boolean exists(long gfn) {
    return slotOf(gfn) >= 0;
  }

  /** True if the frame has memory that the guest cannot write. */
  public boolean isReadOnly(long gfn) {
    int slot = slotOf(gfn);
    return slot >= 0 && readOnly[slot];
  }

  /** True if the frame lies in a slot that KVM made for itself. */
  public boolean isPrivate(long gfn) {
    int slot = slotOf(gfn);
    return slot >= 0 && isPrivate[slot];
  }

  private int slotOf(long gfn) {
    for (int i = first.length - 1; i >= 0; i--) {
      if (gfn >= first[i] && gfn < end[i]) {
        return i;
      }
    }
    return -1;
  }
}
