package dev.bitunion.mmuroles.mmu;

import dev.bitunion.mmuroles.arch.Pde4MBits;
import dev.bitunion.mmuroles.arch.Pte64Bits;

/** What a {@link Walker} met on its last walk: it writes here, everybody else reads. */
abstract sealed class WalkState permits Walker {
  private static final int DEEPEST = ReservedBits.LEVELS;

  final MmuContext context;
  final Walker secondStage;

  /** By level, 1 to 5. All else about a level follows from the entries above it. */
  final long[] entries = new long[DEEPEST + 1];

  /** By level: where the second stage put the table; unused without one. */
  final long[] translatedTables = new long[DEEPEST + 1];

  long address;
  long access;
  long rootPointer;
  int top;
  int level;
  long leaf;
  long accumulated;
  int rights;
  long gfn;
  long error;
  FaultReason reason = FaultReason.NONE;
  int accessedSet;
  boolean dirtySet;
  boolean failedAtPage;

  WalkState(MmuContext context, Walker secondStage) {
    this.context = context;
    this.secondStage = secondStage;
  }

  /** The address walked for: L2's or the guest's. */
  public final long address() {
    return address;
  }

  /** The access walked for. */
  public final long access() {
    return access;
  }

  /** The frame that a successful walk found, always of 4 KB. */
  public final long gfn() {
    return gfn;
  }

  /**
   * What the entries allow together: 1 execute, 2 write, 4 user (EPT: read). After a successful
   * walk that is no write, a clean page is not writable.
   */
  public final int rights() {
    return rights;
  }

  /** The error code of a fault: that of the stage that faulted; 0 after a successful walk. */
  public final long error() {
    return error;
  }

  /** Why the walk faulted. */
  public final FaultReason reason() {
    return reason;
  }

  /**
   * The address of the fault: L2's address, or the guest physical one if the second stage faulted.
   */
  public final long faultAddress() {
    return reason == FaultReason.SECOND_STAGE ? secondStage.faultAddress() : address;
  }

  /** Level of the first table read from memory: 2 in PAE paging. */
  public final int topLevel() {
    return top;
  }

  /** Level of the last entry looked at; of the leaf, after a successful walk. */
  public final int level() {
    return level;
  }

  /** Level of the first entry that is looked at: in PAE paging that of the PDPTE, 3. */
  public final int firstRead() {
    return context.translation == Translation.LONG ? context.rootLevel : top;
  }

  /**
   * Level of the last entry that was read, above {@link #level} if the table there could not be; 6
   * at most. The first is at {@link #topLevel}, or in PAE paging the PDPTE at level 3.
   */
  public final int lowestRead() {
    boolean unread =
        switch (reason) {
          case NO_MEMORY -> true;
          case ILLEGAL_ADDRESS, SECOND_STAGE -> !failedAtPage;
          default -> false;
        };
    return unread ? level + 1 : level;
  }

  /** Whether an illegal address or a fault of the second stage concerned the page, not a table. */
  public final boolean failedAtPage() {
    return failedAtPage;
  }

  /** The entry read at a level from {@link #topLevel} down, with the bits that this walk set. */
  public final long entry(int level) {
    return entries[level];
  }

  /** The entry at a level as this walk read it, without the bits that it then set. */
  public final long entryRead(int level) {
    PteFormat format = format();
    long set = setAccessed(level) ? format.accessedMask() : 0;
    return entries[level] & ~(level == this.level && dirtySet ? set | format.dirtyMask() : set);
  }

  /** Where the page lies that the leaf maps: L2's address, if there is a second stage. */
  public final long pageAddress() {
    return PageMath.gpa(frameBehind(format(), leaf));
  }

  /** The frame that a leaf maps at the address walked for. */
  final long frameBehind(PteFormat format, long leaf) {
    long frame =
        PageMath.alignToEntry(Pte64Bits.frame(leaf), level, format.indexBits())
            | PageMath.frameInEntry(address, level, format.indexBits());
    return !format.wide() && level == 2
        ? frame | PageMath.pse36Frame(Pde4MBits.frameHigh((int) leaf))
        : frame;
  }

  /** Guest physical address of the entry at a level (of L1, if there is a second stage). */
  public final long entryAddress(int level) {
    return PageMath.gpa(tableGfn(level)) + format().entryOffset(address, level);
  }

  /** Frame of the table read at a level (of L1, if there is a second stage). */
  public final long tableGfn(int level) {
    if (secondStage != null) {
      return translatedTables[level];
    }
    return PageMath.gfn(tableAddress(level));
  }

  /** Address of the table of a level: L2's physical one, if there is a second stage. */
  public final long tableAddress(int level) {
    return PageMath.gpa(Pte64Bits.frame(level == top ? rootPointer : entries[level + 1]));
  }

  /** Address of the page-directory-pointer entry of a PAE walk; -1 if it is a register. */
  public final long pdpteAddress() {
    return context.pdptrsFromMemory
        ? context.nestedPgd + Long.BYTES * PageMath.pdptrIndex(address)
        : -1;
  }

  /** Whether a PAE walk read no table, because the page-directory-pointer entry stopped it. */
  public final boolean stoppedAtPdpte() {
    return format() == PteFormat.LONG
        && level == PageMath.PAE_LEVELS
        && context.rootLevel == PageMath.PAE_LEVELS;
  }

  /** Rights of the levels above: what a shadow page for this level's table is made with. */
  public final int tableRights(int level) {
    return format().rights(bitsAbove(level));
  }

  /** Rights of the levels down to this one, its own entry included. */
  public final int rightsDownTo(int level) {
    return format().rights(bitsAbove(level - 1));
  }

  private long bitsAbove(int level) {
    PteFormat format = format();
    long above = -1L;
    for (int i = top; i > level; i--) {
      above &= entries[i] ^ format.invertedMask();
    }
    return above;
  }

  final PteFormat format() {
    return switch (context.translation) {
      case SHORT -> PteFormat.SHORT;
      case EPT -> PteFormat.EPT;
      default -> PteFormat.LONG;
    };
  }

  /** The bits that all entries down to {@link #level} share, forbidding ones inverted. */
  public final long accumulated() {
    return accumulated;
  }

  /** Whether this walk set the accessed bit at a level. */
  public final boolean setAccessed(int level) {
    return PageMath.contains(accessedSet, level) != 0;
  }

  /** Whether this walk set the leaf's dirty bit. */
  public final boolean setDirty() {
    return dirtySet;
  }

  /** The context whose tables are walked. */
  public final MmuContext context() {
    return context;
  }

  /** The walker that translates the addresses of tables and page; null if there is none. */
  public final Walker secondStage() {
    return secondStage;
  }
}
