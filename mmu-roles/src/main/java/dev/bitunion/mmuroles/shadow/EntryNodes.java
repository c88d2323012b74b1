package dev.bitunion.mmuroles.shadow;

import dev.bitunion.mmuroles.mmu.PageMath;
import java.util.Arrays;

/**
 * The nodes of {@link ShadowEntries}, 28 bytes each, in chunks: millions of them need no array that
 * a collector would have to find a place for, and growing copies none. Only the first chunk grows,
 * so that a small machine stays small.
 */
final class EntryNodes {
  private static final int MIN_CAPACITY = 16;

  /** Of the words of a node, which stand side by side: which entry it is, and its value. */
  private static final int PLACE = 0;

  private static final int VALUE = 1;
  private static final int WORDS = 2;

  /** Of the links of a node, which stand side by side. */
  private static final int CHAIN = 0;

  private static final int NEXT = 1;
  private static final int PREVIOUS = 2;
  private static final int LINKS = 3;

  private long[][] words = {new long[WORDS * MIN_CAPACITY]};
  private int[][] links = {new int[LINKS * MIN_CAPACITY]};
  private int capacity = MIN_CAPACITY;

  /** Nodes that there is room for. */
  int capacity() {
    return capacity;
  }

  /** Makes room for more. */
  void grow() {
    if (capacity < PageMath.CHUNK) {
      capacity *= 2;
      words[0] = Arrays.copyOf(words[0], WORDS * capacity);
      links[0] = Arrays.copyOf(links[0], LINKS * capacity);
      return;
    }
    int chunk = PageMath.chunk(capacity);
    if (chunk == words.length) {
      words = Arrays.copyOf(words, 2 * chunk);
      links = Arrays.copyOf(links, 2 * chunk);
    }
    words[chunk] = new long[WORDS * PageMath.CHUNK];
    links[chunk] = new int[LINKS * PageMath.CHUNK];
    capacity += PageMath.CHUNK;
  }

  long value(int node) {
    return word(node, VALUE);
  }

  void setValue(int node, long value) {
    setWord(node, VALUE, value);
  }

  int index(int node) {
    return EntryPlaceBits.index(word(node, PLACE));
  }

  boolean marked(int node) {
    return EntryPlaceBits.marked(word(node, PLACE));
  }

  void setMarked(int node, boolean marked) {
    setWord(node, PLACE, EntryPlaceBits.withMarked(word(node, PLACE), marked));
  }

  /** Makes the node an absent, unmarked entry of a page. */
  void start(int node, int page, int at) {
    setWord(node, VALUE, 0);
    setWord(node, PLACE, place(page, at));
  }

  private static long place(int page, int at) {
    return EntryPlaceBits.withOwnerTruncated(EntryPlaceBits.withIndexTruncated(0, at), page);
  }

  /** The first node of a chain that is this entry of this page, or the end of the chain. */
  int findInChain(int node, int page, int at) {
    long wanted = place(page, at);
    while (node != ShadowEntries.NONE
        && (word(node, PLACE) & ~EntryPlaceBits.MARKED_MASK) != wanted) {
      node = chain(node);
    }
    return node;
  }

  int owner(int node) {
    return EntryPlaceBits.owner(word(node, PLACE));
  }

  int chain(int node) {
    return link(node, CHAIN);
  }

  void setChain(int node, int next) {
    setLink(node, CHAIN, next);
  }

  int next(int node) {
    return link(node, NEXT);
  }

  void setNext(int node, int next) {
    setLink(node, NEXT, next);
  }

  int previous(int node) {
    return link(node, PREVIOUS);
  }

  void setPrevious(int node, int previous) {
    setLink(node, PREVIOUS, previous);
  }

  private long word(int node, int which) {
    return words[PageMath.chunk(node)][WORDS * PageMath.inChunk(node) + which];
  }

  private void setWord(int node, int which, long word) {
    words[PageMath.chunk(node)][WORDS * PageMath.inChunk(node) + which] = word;
  }

  private int link(int node, int which) {
    return links[PageMath.chunk(node)][LINKS * PageMath.inChunk(node) + which];
  }

  private void setLink(int node, int which, int number) {
    links[PageMath.chunk(node)][LINKS * PageMath.inChunk(node) + which] = number;
  }
}
