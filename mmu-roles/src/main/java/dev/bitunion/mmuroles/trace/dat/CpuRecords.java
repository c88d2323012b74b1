package dev.bitunion.mmuroles.trace.dat;

/**
 * The records of one processor, in the order of the ring buffer: pages of events, each with the
 * time since the one before. Source: Linux v5.14, include/linux/ring_buffer.h and
 * kernel/trace/ring_buffer.c.
 */
final class CpuRecords {
  private static final int PADDING = 29;
  private static final int TIME_EXTEND = 30;
  private static final int TIME_STAMP = 31;

  /** Header words hold the type in 5 bits and the time delta in 27. */
  private static final int TYPES = 32;

  private static final long DELTAS = 1L * 128 * 1024 * 1024;
  private static final int MISSED_EVENTS = 31;
  private static final int MISSED_STORED = 30;
  private static final int COMMIT_BITS = 20;

  private final DatFile file;
  private final DatFile.CpuData data;
  private final int headerSize;

  private DatReader chunks;
  private long chunksLeft;
  private byte[] page;
  private int pageStart;
  private int pagesEnd;
  private long nextAt;
  private long dataEnd;

  private int at;
  private int end;
  private long time;
  private int record;
  private int recordSize;
  private long lost = -1;

  CpuRecords(DatFile file, DatFile.CpuData data) {
    this.file = file;
    this.data = data;
    headerSize = 8 + file.longSize();
    chunks = new DatReader(file.source(), data.offset());
    if (data.size() == 0) {
      chunksLeft = 0;
    } else if (file.buffersCompressed()) {
      chunksLeft = chunks.u32();
    } else {
      page = new byte[file.pageSize()];
      nextAt = data.offset();
      dataEnd = data.offset() + data.size();
    }
  }

  /** Moves to the next record; false at the end. */
  boolean next() {
    while (true) {
      if (at >= end) {
        if (!nextPage()) {
          return false;
        }
        continue;
      }
      long header = Words.load(page, at, 4);
      int type = (int) (header % TYPES);
      long delta = header / TYPES;
      long word = at + 8 <= page.length ? Words.load(page, at + 4, 4) : 0;
      switch (type) {
        case PADDING -> {
          time += delta;
          at = delta == 0 ? end : (int) Math.min(end, at + 4 + word);
        }
        case TIME_EXTEND -> {
          time += word * DELTAS + delta;
          at += 8;
        }
        case TIME_STAMP -> {
          time = word * DELTAS + delta;
          at += 8;
        }
        default -> {
          time += delta;
          int length = type == 0 ? (int) Math.min(word, file.pageSize()) : type * 4;
          record = type == 0 ? at + 8 : at + 4;
          recordSize = type == 0 ? length - 4 : length;
          at += 4 + (length + 3) / 4 * 4;
          if (at > end || recordSize < 8) {
            throw new DatException("damaged trace.dat: a record beyond its page");
          }
          return true;
        }
      }
    }
  }

  private boolean nextPage() {
    if (!(file.buffersCompressed() ? unpackPage() : readPage())) {
      return false;
    }
    time = Words.load(page, pageStart, 8);
    long commit = Words.load(page, pageStart + 8, 4);
    int size = (int) (commit % Words.powerOfTwo(COMMIT_BITS));
    at = pageStart + headerSize;
    end = Math.min(at + size, pagesEnd);
    byte[] flags = {
      page[pageStart + 8], page[pageStart + 9], page[pageStart + 10], page[pageStart + 11]
    };
    if (Words.bits(flags, MISSED_EVENTS, 1) == 1) {
      boolean stored = Words.bits(flags, MISSED_STORED, 1) == 1 && end + 8 <= page.length;
      lost = stored ? Words.load(page, end, file.longSize()) : 0;
    }
    return true;
  }

  private boolean readPage() {
    if (dataEnd - nextAt < headerSize) {
      return false;
    }
    pagesEnd = (int) Math.min(page.length, dataEnd - nextAt);
    file.source().read(nextAt, page, pagesEnd);
    nextAt += page.length;
    return true;
  }

  /** The next page of a block, or the first of the next block. */
  private boolean unpackPage() {
    pageStart += file.pageSize();
    if (page == null || pageStart + headerSize > pagesEnd) {
      if (chunksLeft == 0) {
        return false;
      }
      chunksLeft--;
      page = chunks.unpack();
      pageStart = 0;
      pagesEnd = page.length;
    }
    return pagesEnd >= headerSize;
  }

  /** Events that were lost before this record: -1 none, 0 nobody knows how many. */
  long takeLost() {
    long was = lost;
    lost = -1;
    return was;
  }

  int cpu() {
    return data.cpu();
  }

  /** Nanoseconds of the trace's clock. */
  long time() {
    return time;
  }

  byte[] bytes() {
    return page;
  }

  int record() {
    return record;
  }

  int recordSize() {
    return recordSize;
  }
}
