package dev.bitunion.mmuroles.shadow;

import dev.bitunion.mmuroles.mmu.PageMath;
import java.util.Arrays;

/**
 * A map from {@code long} to non-zero {@code int} in two arrays: 12 bytes a slot, at most three
 * quarters full, growing by half. A value of 0 means absent, so a counter that falls to 0 leaves no
 * trace.
 */
final class LongIntMap {
  private static final int MIN_CAPACITY = 16;

  private long[] keys;
  private int[] values;
  private int size;

  LongIntMap() {
    keys = new long[MIN_CAPACITY];
    values = new int[MIN_CAPACITY];
  }

  /** The value of a key, 0 if absent. */
  int get(long key) {
    return values[find(key)];
  }

  /** Sets a value; 0 removes the key. */
  void put(long key, int value) {
    int slot = find(key);
    if (value == 0) {
      if (values[slot] != 0) {
        removeAt(slot);
      }
      return;
    }
    if (values[slot] == 0) {
      if (size * 4L >= keys.length * 3L) {
        grow();
        slot = find(key);
      }
      keys[slot] = key;
      size++;
    }
    values[slot] = value;
  }

  /** Number of keys. */
  int size() {
    return size;
  }

  /** Number of slots, for a walk with {@link #keyAt} and {@link #valueAt}. */
  int capacity() {
    return keys.length;
  }

  /** The key in a slot; meaningful where {@link #valueAt} is not 0. */
  long keyAt(int slot) {
    return keys[slot];
  }

  /** The value in a slot, 0 if the slot is free. */
  int valueAt(int slot) {
    return values[slot];
  }

  /** Forgets everything but the arrays. */
  void clear() {
    Arrays.fill(values, 0);
    size = 0;
  }

  private int find(long key) {
    int slot = PageMath.slot(key, keys.length);
    while (values[slot] != 0 && keys[slot] != key) {
      slot = next(slot);
    }
    return slot;
  }

  private int next(int slot) {
    return slot + 1 == keys.length ? 0 : slot + 1;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    int capacity = PageMath.grown(oldKeys.length);
    keys = new long[capacity];
    values = new int[capacity];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != 0) {
        int slot = find(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  /** Removes by shifting later keys of the same run back, so that no tombstones pile up. */
  private void removeAt(int hole) {
    size--;
    int slot = next(hole);
    while (values[slot] != 0) {
      int home = PageMath.slot(keys[slot], keys.length);
      boolean stays = hole <= slot ? hole < home && home <= slot : hole < home || home <= slot;
      if (!stays) {
        keys[hole] = keys[slot];
        values[hole] = values[slot];
        hole = slot;
      }
      slot = next(slot);
    }
    values[hole] = 0;
  }
}
