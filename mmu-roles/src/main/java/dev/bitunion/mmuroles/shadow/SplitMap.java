package dev.bitunion.mmuroles.shadow;

import dev.bitunion.mmuroles.mmu.PageMath;
import java.util.Arrays;

/**
 * A {@link LongIntMap} that may get very large: one map at first, many once that is full, so that
 * growing copies only a small part at a time.
 */
final class SplitMap {
  /** Keys of the first map when it is split. */
  private static final int SPLIT = 65_536;

  private static final int PARTS = 64;

  private LongIntMap[] parts = {new LongIntMap()};
  private int size;

  /** The value of a key, 0 if absent. */
  int get(long key) {
    return part(key).get(key);
  }

  /** Sets a value; 0 removes the key. */
  void put(long key, int value) {
    LongIntMap part = part(key);
    int before = part.size();
    part.put(key, value);
    size += part.size() - before;
    if (parts.length == 1 && size == SPLIT) {
      split();
    }
  }

  /** Number of keys. */
  int size() {
    return size;
  }

  private LongIntMap part(long key) {
    return parts[PageMath.table(key, parts.length)];
  }

  private void split() {
    LongIntMap whole = parts[0];
    parts = new LongIntMap[PARTS];
    Arrays.setAll(parts, i -> new LongIntMap());
    for (int slot = 0; slot < whole.capacity(); slot++) {
      if (whole.valueAt(slot) != 0) {
        part(whole.keyAt(slot)).put(whole.keyAt(slot), whole.valueAt(slot));
      }
    }
  }
}
