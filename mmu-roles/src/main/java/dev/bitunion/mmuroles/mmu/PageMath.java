package dev.bitunion.mmuroles.mmu;

/**
 * The one home of page arithmetic: frame and offset of an address, index of a level's entry,
 * alignment, hashing, and small sets kept as bits of a word. Fields of declared types are not read
 * here; they have generated accessors.
 *
 * <p>Addresses and frame numbers are unsigned 64-bit words; levels count from 1 (the table whose
 * entries map 4 KB pages). {@code indexBits} is what one level translates: 9 with 8-byte entries,
 * 10 with 4-byte entries.
 */
public final class PageMath {
  /** Bytes of a page and of a page table. */
  public static final int PAGE_SIZE = 4096;

  /** Address bits translated by one level of 8-byte entries. */
  public static final int LONG_INDEX_BITS = 9;

  /** Address bits translated by one level of 4-byte entries. */
  public static final int SHORT_INDEX_BITS = 10;

  /** Levels of PAE paging: the four page-directory-pointer entries and two levels of tables. */
  public static final int PAE_LEVELS = 3;

  private static final int PAGE_SHIFT = 12;

  private static final int CHUNK_BITS = 12;

  private PageMath() {}

  /**
   * Level of the highest shadow page below a root of {@code rootLevel} levels: a PAE root is no
   * page of its own, its four entries lead to level 2.
   */
  public static int topPageLevel(int rootLevel) {
    return rootLevel == PAE_LEVELS ? PAE_LEVELS - 1 : rootLevel;
  }

  /** Frame number of an address. */
  public static long gfn(long gpa) {
    return gpa >>> PAGE_SHIFT;
  }

  /** Address of a frame's first byte; bits beyond the 52nd of the frame number are lost. */
  public static long gpa(long gfn) {
    return gfn << PAGE_SHIFT;
  }

  /** Offset of an address in its page, 0 to 4095. */
  public static int pageOffset(long gpa) {
    return (int) gpa & PAGE_SIZE - 1;
  }

  /** Index of the entry that translates {@code address} in a table of {@code level}. */
  public static int tableIndex(long address, int level, int indexBits) {
    return (int) (address >>> PAGE_SHIFT + indexBits * (level - 1)) & (1 << indexBits) - 1;
  }

  /**
   * Offset in its table, in bytes, of the entry that translates {@code address}: its {@link
   * #tableIndex} times the entry's size, with one shift, as index and size fill the 12 bits of a
   * page together.
   */
  public static int entryOffset(long address, int level, int indexBits) {
    return (int) (address >>> indexBits * level) & PAGE_SIZE - (PAGE_SIZE >>> indexBits);
  }

  /** Number of the PAE page-directory-pointer entry of a 32-bit address, 0 to 3. */
  public static int pdptrIndex(long address) {
    return (int) (address >>> 30) & 3;
  }

  /** Frames that one entry of {@code level} spans. */
  public static long framesPerEntry(int level, int indexBits) {
    return 1L << indexBits * (level - 1);
  }

  /** The first frame of the span of an entry of {@code level} that holds {@code gfn}. */
  public static long alignToEntry(long gfn, int level, int indexBits) {
    return gfn & -framesPerEntry(level, indexBits);
  }

  /** How many frames {@code address} lies behind the start of its span at {@code level}. */
  public static long frameInEntry(long address, int level, int indexBits) {
    return gfn(address) & framesPerEntry(level, indexBits) - 1;
  }

  /** Frame number bits 35-12 = 23:20 from the four PSE36 bits of a 4 MB page's entry. */
  public static long pse36Frame(int frameHigh) {
    return (long) frameHigh << 20;
  }

  /** The quarter or half of a guest table of 4-byte entries that a shadow page stands for. */
  public static int quadrant(long address, int level) {
    return (int) (address >>> PAGE_SHIFT + LONG_INDEX_BITS * level) & (1 << level) - 1;
  }

  /** Bucket of a frame number in the hash table of 4096 shadow-page lists. */
  public static int hashBucket(long gfn) {
    return (int) (gfn * 0x61c8864680b583ebL >>> 52);
  }

  /** The word with bits {@code first} to {@code last} set, both within 0 to 63. */
  public static long bits(int first, int last) {
    return -1L >>> 63 - last & -1L << first;
  }

  /** The bits that no physical address of {@code width} bits (1 to 63) has. */
  public static long bitsAboveAddress(int width) {
    return -1L << width;
  }

  /** The set of one member, 0 to 63. */
  public static long setOf(int member) {
    return 1L << member;
  }

  /** 1 if {@code member} (0 to 63) is in the set, else 0. */
  public static int contains(long set, int member) {
    return (int) (set >>> member) & 1;
  }

  /** 1 if the set has a member, else 0; no branch. */
  public static int notEmpty(int set) {
    return (set | -set) >>> 31;
  }

  /** The set from {@code member} (0 to 31) on, as bits from 0. */
  public static int from(int set, int member) {
    return set >>> member;
  }

  /** Member {@code index} (0 to 7) of a word of eight bytes, the lowest first. */
  public static int byteAt(long word, int index) {
    return (int) (word >>> 8 * index) & 0xff;
  }

  /** Member {@code index} (0 to 15) of a word of 16 two-bit numbers, the lowest first. */
  public static int pairAt(int word, int index) {
    return word >>> 2 * index & 3;
  }

  /** Number of the 8-byte word at an address below 16 GB. */
  public static int wordIndex(long gpa) {
    return (int) (gpa >>> 3);
  }

  /** The low (0) or high (1) half of an 8-byte word. */
  public static int halfOf(long word, int half) {
    return (int) (word >>> 32 * half);
  }

  /** 0 if an address lies in the low half of its 8-byte word, 1 if in the high half. */
  public static int halfIndex(long gpa) {
    return (int) (gpa >>> 2) & 1;
  }

  /** Home slot of a key in an open-addressing table of any number of slots. */
  public static int slot(long key, int capacity) {
    return (int) ((key * 0x9e3779b97f4a7c15L >>> 32) * capacity >>> 32);
  }

  /** One number for entry {@code index} (0 to 511) of shadow page {@code page}. */
  public static long entryKey(int page, int index) {
    return (long) page << LONG_INDEX_BITS | index;
  }

  /** Elements of one chunk of an array that grows by chunks, so that growing copies nothing. */
  public static final int CHUNK = 1 << CHUNK_BITS;

  /** The chunk that holds element {@code at}. */
  public static int chunk(int at) {
    return at >>> CHUNK_BITS;
  }

  /** The place of element {@code at} in its chunk. */
  public static int inChunk(int at) {
    return at & CHUNK - 1;
  }

  /**
   * Which of {@code count} tables holds a key; independent of its {@linkplain #slot slot} there.
   */
  public static int table(long key, int count) {
    return (int) ((key * 0xbf58476d1ce4e5b9L >>> 32) * count >>> 32);
  }

  /** The set of the one group of eight entries that holds {@code index} (0 to 511). */
  public static long groupSet(int index) {
    return 1L << (index >>> 3);
  }

  /** One number for a frame at a level (0 to 7) in an address space (0 or 1). */
  public static long frameKey(long gfn, int level, int space) {
    return gfn << 4 | (long) level << 1 | space;
  }

  /** Number of the span of an entry of {@code level} that holds a frame. */
  public static long spanOf(long gfn, int level) {
    return gfn >>> LONG_INDEX_BITS * (level - 1);
  }

  /** Whether an address is the sign extension of its low {@code width} bits (48 or 57). */
  public static boolean isCanonical(long address, int width) {
    return address << 64 - width >> 64 - width == address;
  }

  /** The next capacity of a growing array: half as much again, from a million on a quarter. */
  public static int grown(int capacity) {
    return Math.addExact(capacity, capacity >>> (capacity < 1 << 20 ? 1 : 2));
  }
}
