package dev.bitunion.mmuroles.mmu;

import dev.bitunion.mmuroles.arch.EptEntryBits;
import dev.bitunion.mmuroles.arch.ExitQualificationBits;
import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.arch.Pde4MBits;
import dev.bitunion.mmuroles.arch.Pte64Bits;

/**
 * Walks the guest page tables of one context, as Linux v5.14 does, and keeps what it met: every
 * entry read, the rights above it, the frame or the fault.
 *
 * <p>A walker is made once a context and used again for each walk; a walk allocates nothing. In the
 * nested context every address of L2 goes through a second walker, that of {@code guest_mmu}.
 * Source: Linux v5.14, arch/x86/kvm/mmu/paging_tmpl.h, walk_addr_generic.
 */
public final class Walker {
  private static final int DEEPEST = ReservedBits.LEVELS;
  private static final long NO_ADDRESS = -1;
  private static final long REPORTED = PageFaultErrorBits.W_MASK | PageFaultErrorBits.U_MASK;
  private static final long READ_TABLE = PageFaultErrorBits.U_MASK;
  private static final long UPDATE_TABLE = READ_TABLE | PageFaultErrorBits.W_MASK;
  private static final long QUALIFICATION_KEPT =
      ExitQualificationBits.GLA_VALID_MASK | ExitQualificationBits.GLA_TRANSLATED_MASK;

  private final MmuContext context;
  private final GuestMemory memory;
  private final CpuState cpu;
  private final Walker secondStage;

  /** By level, 1 to 5: the entry, its offset and table page, and the rights of the levels above. */
  private final long[] entries = new long[DEEPEST + 1];

  private final long[] tables = new long[DEEPEST + 1];
  private final int[] pages = new int[DEEPEST + 1];
  private final int[] tableRights = new int[DEEPEST + 1];

  private long address;
  private long access;
  private int top;
  private int level;
  private long accumulated;
  private long commonBits;
  private int rights;
  private long gfn;
  private long error;
  private FaultReason reason = FaultReason.NONE;
  private int accessedSet;
  private boolean dirtySet;

  /**
   * Creates the walker of {@code root_mmu} or {@code guest_mmu}, whose table addresses are guest
   * physical.
   */
  public Walker(MmuContext context, GuestMemory memory, CpuState cpu) {
    this(context, memory, cpu, null);
  }

  /**
   * Creates a walker.
   *
   * @param secondStage translates the addresses of the tables and of the page; null: they are guest
   *     physical
   */
  public Walker(MmuContext context, GuestMemory memory, CpuState cpu, Walker secondStage) {
    this.context = context;
    this.memory = memory;
    this.cpu = cpu;
    this.secondStage = secondStage;
  }

  /**
   * Translates an address.
   *
   * @param address the address, 64 bits; 32-bit and PAE paging use the low 32
   * @param access the access as an error code: W, U and F count, others are ignored but for the
   *     implicit one
   * @return true if the walk gave a frame; false if it faulted
   * @throws IllegalStateException if the context was never initialised
   */
  public boolean walk(long address, long access) {
    this.address = address;
    this.access = access;
    accessedSet = 0;
    dirtySet = false;
    reason = FaultReason.NONE;
    error = 0;
    return switch (context.translation) {
      case LONG -> untilStable(PteFormat.LONG);
      case SHORT -> untilStable(PteFormat.SHORT);
      case EPT -> untilStable(PteFormat.EPT);
      case IDENTITY -> identity();
      case UNSET -> throw new IllegalStateException("the context was never initialised");
    };
  }

  /** An entry that changes between its read and its update sends the walk back to the root. */
  private boolean untilStable(PteFormat format) {
    while (descend(format)) {
      if (!lacksAccessedOrDirty(format) || updateAccessedAndDirty(format)) {
        return true;
      }
    }
    return false;
  }

  private boolean identity() {
    level = 0;
    top = 0;
    rights = Rights.ALL;
    long frame = PageMath.gfn(address);
    if (secondStage != null) {
      long translated = toMemory(PageMath.gpa(frame), access);
      if (translated == NO_ADDRESS) {
        return false;
      }
      frame = PageMath.gfn(translated);
    }
    gfn = frame;
    return true;
  }

  /** Reads entries from the root down to the leaf, checks the access, and finds the frame. */
  private boolean descend(PteFormat format) {
    MmuContext mmu = context;
    long upper = -1L;
    long entry = mmu.pgdFromCr3 ? cpu.cr3 : mmu.nestedPgd;
    int current = mmu.rootLevel;
    if (format == PteFormat.LONG && current == 3) {
      entry = pdptr();
      entries[3] = entry;
      if (!Pte64Bits.present(entry)) {
        top = 3;
        return fault(format, 3, upper, 0, FaultReason.NOT_PRESENT);
      }
      current = 2;
    } else if (!format.wide()) {
      entry = Integer.toUnsignedLong((int) entry);
    }
    top = current;
    long tableAccess = mmu.entriesHaveAccessedDirty() ? UPDATE_TABLE : READ_TABLE;
    long common = -1L;
    long combined;
    for (; ; current--) {
      long table = PageMath.gpa(Pte64Bits.frame(entry));
      level = current;
      table = toMemory(table, tableAccess);
      if (table == NO_ADDRESS) {
        return false;
      }
      int page = memory.find(PageMath.gfn(table));
      if (page == GuestMemory.NO_PAGE) {
        return fault(format, current, upper, 0, FaultReason.NO_MEMORY);
      }
      int offset = format.entryOffset(address, current);
      entry = format.read(memory, page, offset);
      entries[current] = entry;
      tables[current] = table;
      pages[current] = page;
      common &= entry;
      combined = upper & (entry ^ format.invertedMask());
      if ((entry & format.presentMask()) == 0) {
        return fault(format, current, combined, 0, FaultReason.NOT_PRESENT);
      }
      if (mmu.reserved.violated(entry, current)) {
        return fault(
            format,
            current,
            combined,
            PageFaultErrorBits.RSVD_MASK | PageFaultErrorBits.P_MASK,
            FaultReason.RESERVED);
      }
      tableRights[current] = format.rights(upper);
      if (current == 1 || mapsLargePage(format, entry)) {
        break;
      }
      upper = combined;
    }
    commonBits = common;
    return finish(format, entry, current, combined);
  }

  private boolean mapsLargePage(PteFormat format, long entry) {
    return Pte64Bits.pageSize(entry) && (format.wide() || context.largeShortPages);
  }

  /** From the leaf to the frame: may the access pass, and where does it go? */
  private boolean finish(PteFormat format, long leaf, int leafLevel, long combined) {
    int allowed = format.rights(combined);
    int key = format == PteFormat.LONG ? Pte64Bits.protectionKey(leaf) : 0;
    long denied = context.permissionFault(allowed, key, access, cpu);
    if (denied != 0) {
      rights = allowed;
      return fault(format, leafLevel, combined, denied, FaultReason.FORBIDDEN);
    }
    accumulated = combined;
    long frame =
        PageMath.alignToEntry(Pte64Bits.frame(leaf), leafLevel, format.indexBits())
            | PageMath.frameInEntry(address, leafLevel, format.indexBits());
    if (!format.wide() && leafLevel == 2) {
      frame |= PageMath.pse36Frame(Pde4MBits.frameHigh((int) leaf));
    }
    long translated = toMemory(PageMath.gpa(frame), access);
    if (translated == NO_ADDRESS) {
      return false;
    }
    gfn = PageMath.gfn(translated);
    boolean clean = (leaf & format.dirtyMask()) == 0 && context.entriesHaveAccessedDirty();
    rights = clean && !PageFaultErrorBits.write(access) ? allowed & ~Rights.WRITE : allowed;
    return true;
  }

  /** The guest physical address where L2's or the guest's own address lies, or NO_ADDRESS. */
  private long toMemory(long gpa, long how) {
    if (secondStage != null) {
      return throughSecondStage(gpa, how);
    }
    if ((gpa & context.reservedAddress) != 0) {
      error = PageFaultErrorBits.RSVD_MASK;
      reason = FaultReason.ILLEGAL_ADDRESS;
      return NO_ADDRESS;
    }
    return gpa;
  }

  private long throughSecondStage(long gpa, long how) {
    if (secondStage.walk(gpa, how | PageFaultErrorBits.U_MASK)) {
      return PageMath.gpa(secondStage.gfn);
    }
    error = secondStage.error;
    reason = FaultReason.SECOND_STAGE;
    return NO_ADDRESS;
  }

  private long pdptr() {
    int index = PageMath.pdptrIndex(address);
    if (!context.pdptrsFromMemory) {
      return context.pdptrs[index];
    }
    long gpa = context.nestedPgd + Long.BYTES * index;
    int page = memory.find(PageMath.gfn(gpa));
    return page == GuestMemory.NO_PAGE ? 0 : memory.read64(page, PageMath.pageOffset(gpa));
  }

  private boolean lacksAccessedOrDirty(PteFormat format) {
    if (!context.entriesHaveAccessedDirty()) {
      return false;
    }
    return (commonBits & format.accessedMask()) == 0
        || PageFaultErrorBits.write(access) && (entries[level] & format.dirtyMask()) == 0;
  }

  /**
   * False if an entry changed since it was read: what was set so far stays, and the walk restarts.
   */
  private boolean updateAccessedAndDirty(PteFormat format) {
    for (int i = top; i >= level; i--) {
      long wanted = format.accessedMask();
      if (i == level && PageFaultErrorBits.write(access)) {
        wanted |= format.dirtyMask();
      }
      long old = entries[i];
      if ((old & wanted) == wanted || memory.isReadOnly(pages[i])) {
        continue;
      }
      int offset = format.entryOffset(address, i);
      if (!format.replace(memory, pages[i], offset, old, old | wanted)) {
        return false;
      }
      entries[i] = old | wanted;
      accessedSet |= (old & format.accessedMask()) == 0 ? (int) PageMath.setOf(i) : 0;
      dirtySet |= (wanted & ~old & format.dirtyMask()) != 0;
    }
    return true;
  }

  private boolean fault(PteFormat format, int at, long bits, long code, FaultReason why) {
    level = at;
    accumulated = bits;
    reason = why;
    code |= access & REPORTED;
    if (context.reportsFetch) {
      code |= access & PageFaultErrorBits.F_MASK;
    }
    error = code;
    if (format.ept() && !PageFaultErrorBits.rsvd(code)) {
      cpu.exitQualification = qualification(bits);
    }
    return false;
  }

  private long qualification(long bits) {
    long result = cpu.exitQualification & QUALIFICATION_KEPT;
    result = ExitQualificationBits.withReadBit(result, PageFaultErrorBits.userBit(access));
    result = ExitQualificationBits.withWriteBit(result, PageFaultErrorBits.writeBit(access));
    result = ExitQualificationBits.withFetchBit(result, PageFaultErrorBits.fetchBit(access));
    result = ExitQualificationBits.withReadableBit(result, EptEntryBits.readableBit(bits));
    result = ExitQualificationBits.withWritableBit(result, EptEntryBits.writableBit(bits));
    return ExitQualificationBits.withExecutableBit(result, EptEntryBits.executableBit(bits));
  }

  /** The address walked for: L2's or the guest's. */
  public long address() {
    return address;
  }

  /** The access walked for. */
  public long access() {
    return access;
  }

  /** The frame that a successful walk found, always of 4 KB. */
  public long gfn() {
    return gfn;
  }

  /**
   * What the entries allow together: 1 execute, 2 write, 4 user (EPT: read). After a successful
   * walk that is no write, a clean page is not writable.
   */
  public int rights() {
    return rights;
  }

  /** The error code of a fault: that of the stage that faulted; 0 after a successful walk. */
  public long error() {
    return error;
  }

  /** Why the walk faulted. */
  public FaultReason reason() {
    return reason;
  }

  /**
   * The address of the fault: L2's address, or the guest physical one if the second stage faulted.
   */
  public long faultAddress() {
    return reason == FaultReason.SECOND_STAGE ? secondStage.faultAddress() : address;
  }

  /** Level of the first table read from memory: 2 in PAE paging. */
  public int topLevel() {
    return top;
  }

  /** Level of the last entry looked at; of the leaf, after a successful walk. */
  public int level() {
    return level;
  }

  /** The entry read at a level from {@link #topLevel} down, with the bits that this walk set. */
  public long entry(int level) {
    return entries[level];
  }

  /** Guest physical address of the entry at a level (of L1, if there is a second stage). */
  public long entryAddress(int level) {
    boolean wide = context.translation != Translation.SHORT;
    return tables[level] + (wide ? PteFormat.LONG : PteFormat.SHORT).entryOffset(address, level);
  }

  /** Frame of the table read at a level. */
  public long tableGfn(int level) {
    return PageMath.gfn(tables[level]);
  }

  /** Rights of the levels above: what a shadow page for this level's table is made with. */
  public int tableRights(int level) {
    return tableRights[level];
  }

  /** The bits that all entries down to {@link #level} share, forbidding ones inverted. */
  public long accumulated() {
    return accumulated;
  }

  /** Whether this walk set the accessed bit at a level. */
  public boolean setAccessed(int level) {
    return PageMath.contains(accessedSet, level) != 0;
  }

  /** Whether this walk set the leaf's dirty bit. */
  public boolean setDirty() {
    return dirtySet;
  }

  /** The context whose tables are walked. */
  public MmuContext context() {
    return context;
  }

  /** The walker that translates the addresses of tables and page; null if there is none. */
  public Walker secondStage() {
    return secondStage;
  }
}
