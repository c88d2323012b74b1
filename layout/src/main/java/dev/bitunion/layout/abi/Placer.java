package dev.bitunion.layout.abi;

/**
 * Places members one after the other, as the C compiler does. The rules are those that reproduce
 * gcc 12 to 14 on x86-64: System V psABI chapter 3.1.2 "Bit-Fields", {@code packed}, and {@code
 * ms_struct}. All positions are bits in declaration direction; big-endian storage has the same
 * positions, counted from the most significant bit.
 */
public final class Placer {

  private static final int BYTE = 8;

  private final Abi abi;
  private long position;
  private long end;
  private int alignment = BYTE;
  // MSVC only: the storage unit that is open for further bit-fields; size 0: none.
  private int unitSize;
  private long unitStart;

  /** Starts an empty struct under these rules. */
  public Placer(Abi abi) {
    this.abi = abi;
  }

  /**
   * Places the next member.
   *
   * @return its first bit
   */
  public long place(CMember member) {
    long first =
        switch (abi) {
          case LINEAR -> position;
          case SYSV -> member.isBitField() ? sysvBitField(member) : ordinary(member);
          case PACKED -> member.isBitField() ? packedBitField(member) : packed();
          case MSVC -> member.isBitField() ? msvcBitField(member) : ordinary(member);
        };
    int width = member.isBitField() ? member.width() : member.size();
    moveTo(first + width);
    return first;
  }

  /** Continues at a stated bit; a storage unit is left unless the bit lies in it. */
  public void moveTo(long bit) {
    if (bit < unitStart || bit > unitStart + unitSize) {
      unitSize = 0;
    }
    position = bit;
    end = Math.max(end, bit);
  }

  /** Counts room that an overlaid member needs, without moving the sequence. */
  public void cover(long lastBitExclusive, int memberAlign) {
    end = Math.max(end, lastBitExclusive);
    if (abi == Abi.SYSV || abi == Abi.MSVC) {
      raise(memberAlign);
    }
  }

  /** The next bit of the sequence. */
  public long position() {
    return position;
  }

  /** The struct's alignment in bits; 8 where the rules know none. */
  public int alignment() {
    return alignment;
  }

  /** The struct's size in bits: whole bytes, and a multiple of the alignment; LINEAR as it is. */
  public long size() {
    return abi == Abi.LINEAR ? end : alignUp(alignUp(end, BYTE), alignment);
  }

  private long ordinary(CMember member) {
    closeUnit();
    raise(member.align());
    return alignUp(position, member.align());
  }

  private long packed() {
    return alignUp(position, BYTE);
  }

  private long sysvBitField(CMember member) {
    if (member.width() == 0) {
      return alignUp(position, member.align());
    }
    if (member.named()) {
      raise(member.align());
    }
    boolean crosses = position / member.size() != (position + member.width() - 1) / member.size();
    return crosses ? alignUp(position, member.align()) : position;
  }

  private long packedBitField(CMember member) {
    return member.width() == 0 ? alignUp(position, member.align()) : position;
  }

  private long msvcBitField(CMember member) {
    if (member.width() == 0) {
      return msvcZeroWidth(member);
    }
    raise(member.align());
    boolean fits = position + member.width() <= unitStart + unitSize;
    if (unitSize != member.size() || !fits) {
      closeUnit();
      unitStart = alignUp(position, member.align());
      unitSize = member.size();
      // The unit is charged in full, however few of its bits are used.
      end = Math.max(end, unitStart + unitSize);
      return unitStart;
    }
    return position;
  }

  /** {@code :0} closes the unit it follows; elsewhere it means nothing. */
  private long msvcZeroWidth(CMember member) {
    if (unitSize == 0) {
      return position;
    }
    closeUnit();
    raise(member.align());
    return alignUp(position, member.align());
  }

  private void closeUnit() {
    if (unitSize != 0) {
      position = unitStart + unitSize;
      unitSize = 0;
    }
  }

  private void raise(int bits) {
    alignment = Math.max(alignment, bits);
  }

  private static long alignUp(long bit, int to) {
    return (bit + to - 1) / to * to;
  }
}
