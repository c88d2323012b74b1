package dev.bitunion.mmuroles.shadow;

import dev.bitunion.mmuroles.mmu.PageMath;
import java.util.Arrays;

/**
 * The nodes of {@link ShadowEntries}, 26 bytes each, in chunks: millions of them need no array that
 * a collector would have to find a place for, and growing copies none. Only the first chunk grows,
 * so that a small machine stays small.
 */
final class EntryNodes {
  private static final int MIN_CAPACITY = 16;

  /** Of the numbers of a node, which stand side by side. */
  private static final int OWNER = 0;

  private static final int CHAIN = 1;
  private static final int NEXT = 2;
  private static final int PREVIOUS = 3;
  private static final int NUMBERS = 4;

  private long[][] values = {new long[MIN_CAPACITY]};
  private int[][] numbers = {new int[NUMBERS * MIN_CAPACITY]};
  private short[][] places = {new short[MIN_CAPACITY]};
  private int capacity = MIN_CAPACITY;

  /** Nodes that there is room for. */
  int capacity() {
    return capacity;
  }

  /** Makes room for more. */
  void grow() {
    if (capacity < PageMath.CHUNK) {
      capacity *= 2;
      values[0] = Arrays.copyOf(values[0], capacity);
      numbers[0] = Arrays.copyOf(numbers[0], NUMBERS * capacity);
      places[0] = Arrays.copyOf(places[0], capacity);
      return;
    }
    int chunk = PageMath.chunk(capacity);
    if (chunk == values.length) {
      values = Arrays.copyOf(values, 2 * chunk);
      numbers = Arrays.copyOf(numbers, 2 * chunk);
      places = Arrays.copyOf(places, 2 * chunk);
    }
    values[chunk] = new long[PageMath.CHUNK];
    numbers[chunk] = new int[NUMBERS * PageMath.CHUNK];
    places[chunk] = new short[PageMath.CHUNK];
    capacity += PageMath.CHUNK;
  }

  long value(int node) {
    return values[PageMath.chunk(node)][PageMath.inChunk(node)];
  }

  void setValue(int node, long value) {
    values[PageMath.chunk(node)][PageMath.inChunk(node)] = value;
  }

  int index(int node) {
    return EntryPlaceBits.index(place(node));
  }

  boolean marked(int node) {
    return EntryPlaceBits.marked(place(node));
  }

  void setMarked(int node, boolean marked) {
    places[PageMath.chunk(node)][PageMath.inChunk(node)] =
        (short) EntryPlaceBits.withMarked(place(node), marked);
  }

  private short place(int node) {
    return places[PageMath.chunk(node)][PageMath.inChunk(node)];
  }

  /** Makes the node an absent, unmarked entry of a page. */
  void start(int node, int page, int at) {
    setValue(node, 0);
    set(node, OWNER, page);
    places[PageMath.chunk(node)][PageMath.inChunk(node)] =
        (short) EntryPlaceBits.withIndex((short) 0, at);
  }

  /** Whether the node is this entry of this page. */
  boolean is(int node, int page, int at) {
    return owner(node) == page && index(node) == at;
  }

  int owner(int node) {
    return get(node, OWNER);
  }

  int chain(int node) {
    return get(node, CHAIN);
  }

  void setChain(int node, int next) {
    set(node, CHAIN, next);
  }

  int next(int node) {
    return get(node, NEXT);
  }

  void setNext(int node, int next) {
    set(node, NEXT, next);
  }

  int previous(int node) {
    return get(node, PREVIOUS);
  }

  void setPrevious(int node, int previous) {
    set(node, PREVIOUS, previous);
  }

  private int get(int node, int which) {
    return numbers[PageMath.chunk(node)][NUMBERS * PageMath.inChunk(node) + which];
  }

  private void set(int node, int which, int number) {
    numbers[PageMath.chunk(node)][NUMBERS * PageMath.inChunk(node) + which] = number;
  }
}
