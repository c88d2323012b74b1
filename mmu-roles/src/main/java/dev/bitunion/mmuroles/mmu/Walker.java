package dev.bitunion.mmuroles.mmu;

import dev.bitunion.mmuroles.arch.EptEntryBits;
import dev.bitunion.mmuroles.arch.ExitQualificationBits;
import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.arch.Pte64Bits;

/**
 * Walks the guest page tables of one context, as Linux v5.14 does, and keeps what it met: every
 * entry read, the rights above it, the frame or the fault.
 *
 * <p>A walker is made once a context and used again for each walk; a walk allocates nothing. In the
 * nested context every address of L2 goes through a second walker, that of {@code guest_mmu}.
 * Source: Linux v5.14, arch/x86/kvm/mmu/paging_tmpl.h, walk_addr_generic.
 */
public final class Walker extends WalkState {
  private static final long NO_ADDRESS = -1;
  private static final long REPORTED = PageFaultErrorBits.W_MASK | PageFaultErrorBits.U_MASK;
  private static final long READ_TABLE = PageFaultErrorBits.U_MASK;
  private static final long UPDATE_TABLE = READ_TABLE | PageFaultErrorBits.W_MASK;
  private static final long RESERVED_ERROR =
      PageFaultErrorBits.RSVD_MASK | PageFaultErrorBits.P_MASK;
  private static final long QUALIFICATION_KEPT =
      ExitQualificationBits.GLA_VALID_MASK | ExitQualificationBits.GLA_TRANSLATED_MASK;

  private final GuestMemory memory;
  private final CpuState cpu;

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
    super(context, secondStage);
    this.memory = memory;
    this.cpu = cpu;
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
    error = 0;
    if (reason != FaultReason.NONE) {
      reason = FaultReason.NONE; // Storing a reference is dear: do it only after a fault.
    }
    Translation translation = context.translation;
    if (translation == Translation.LONG) {
      return untilStable(PteFormat.LONG);
    }
    return switch (translation) {
      case SHORT -> untilStable(PteFormat.SHORT);
      case EPT -> untilStable(PteFormat.EPT);
      case IDENTITY -> identity();
      default -> throw new IllegalStateException("the context was never initialised");
    };
  }

  /**
   * Whether the guest's entry at a level is no longer what the last walk read there, or made of it.
   *
   * @param level a level of that walk, {@link #topLevel} to {@link #level}
   */
  public boolean changed(int level) {
    long page = memory.find(tableGfn(level));
    if (page == GuestMemory.NO_PAGE) {
      return true;
    }
    PteFormat format = format();
    return format.read(memory, page, format.entryOffset(address, level)) != entries[level];
  }

  /** An entry that changes between its read and its update sends the walk back to the root. */
  private boolean untilStable(PteFormat format) {
    while (format.wide() ? format.ept() ? walkEpt() : walkLong() : walkShort()) {
      if (!lacksAccessedOrDirty(format) || updateAccessedAndDirty(format)) {
        return true;
      }
    }
    return false;
  }

  // The compiler makes each of these three from its own copy of descend and finish, in which the
  // format is a constant. One method with a format for a parameter is a third slower.

  private boolean walkLong() {
    return descend(PteFormat.LONG) && finish(PteFormat.LONG);
  }

  private boolean walkShort() {
    return descend(PteFormat.SHORT) && finish(PteFormat.SHORT);
  }

  private boolean walkEpt() {
    return descend(PteFormat.EPT) && finish(PteFormat.EPT);
  }

  private boolean identity() {
    level = 0;
    top = 0;
    rights = Rights.ALL;
    long frame = PageMath.gfn(address);
    if (secondStage != null) {
      long translated = toMemory(PageMath.gpa(frame), access);
      if (translated == NO_ADDRESS) {
        failedAtPage = true;
        return false;
      }
      frame = PageMath.gfn(translated);
    }
    gfn = frame;
    return true;
  }

  /**
   * Reads entries from the root down to the leaf; false after a fault. It is small enough for the
   * compiler to inline it once a format, and must stay so.
   */
  private boolean descend(PteFormat format) {
    GuestMemory tables = memory;
    ReservedBits reserved = context.reserved;
    boolean twoStages = secondStage != null;
    if (!findRoot(format)) {
      return false;
    }
    long upper = -1L;
    long entry = rootPointer;
    for (int current = top; ; current--) {
      long table = PageMath.gpa(Pte64Bits.frame(entry));
      if (twoStages) {
        level = current;
        table = toMemory(table, hasAccessedDirty(format) ? UPDATE_TABLE : READ_TABLE);
        if (table == NO_ADDRESS) {
          return false;
        }
        translatedTables[current] = PageMath.gfn(table);
      }
      long page = tables.find(PageMath.gfn(table));
      if (page == GuestMemory.NO_PAGE) {
        level = current;
        return fault(format, upper, 0, FaultReason.NO_MEMORY);
      }
      entry = format.read(tables, page, format.entryOffset(address, current));
      entries[current] = entry;
      long combined = upper & (entry ^ format.invertedMask());
      if (current == 1 || reserved.stops(format, entry, current)) {
        if (format.absent(entry) || reserved.violated(format, entry, current)) {
          return refuse(format, entry, current, combined);
        }
        if (current == 1 || mapsLargePage(format, entry)) {
          level = current;
          accumulated = combined;
          leaf = entry;
          return true;
        }
      }
      upper = combined;
    }
  }

  /**
   * Finds what points to the first table - the root's address, or a page-directory-pointer entry -
   * and the level of that table; false after a fault. Only this pointer can have an illegal
   * address: in entries, those bits are reserved.
   */
  private boolean findRoot(PteFormat format) {
    long pointer = context.pgdFromCr3 ? cpu.cr3 : context.nestedPgd;
    top = context.rootLevel;
    if (!format.wide()) {
      pointer = Integer.toUnsignedLong((int) pointer);
    } else if (top == PageMath.PAE_LEVELS && !format.ept()) {
      pointer = pdptr();
      entries[PageMath.PAE_LEVELS] = pointer;
      if (!Pte64Bits.present(pointer)) {
        return refuse(format, pointer, PageMath.PAE_LEVELS, -1L);
      }
      top = PageMath.PAE_LEVELS - 1;
    }
    rootPointer = pointer;
    if (secondStage == null && isIllegal(pointer & Pte64Bits.FRAME_MASK)) {
      level = top;
      failedAtPage = false;
      illegalAddress();
      return false;
    }
    return true;
  }

  private boolean isIllegal(long gpa) {
    return (gpa & context.reservedAddress) != 0;
  }

  private long illegalAddress() {
    error = PageFaultErrorBits.RSVD_MASK;
    reason = FaultReason.ILLEGAL_ADDRESS;
    return NO_ADDRESS;
  }

  private boolean hasAccessedDirty(PteFormat format) {
    return !format.ept() || context.eptAd;
  }

  private boolean mapsLargePage(PteFormat format, long entry) {
    return Pte64Bits.pageSize(entry) && (format.wide() || context.largeShortPages);
  }

  /** Says what is wrong with an entry that is not present or must not look so. */
  private boolean refuse(PteFormat format, long entry, int at, long bits) {
    level = at;
    if ((entry & format.presentMask()) == 0) {
      return fault(format, bits, 0, FaultReason.NOT_PRESENT);
    }
    return fault(format, bits, RESERVED_ERROR, FaultReason.RESERVED);
  }

  /** From the leaf to the frame: may the access pass, and where does it go? */
  private boolean finish(PteFormat format) {
    long leaf = this.leaf; // As read: taking it out of entries again would wait for the store.
    int allowed = format.rights(accumulated);
    int key = format == PteFormat.LONG ? Pte64Bits.protectionKey(leaf) : 0;
    long denied =
        context.permissions.fault(allowed, key, access, cpu.smapOverride(access), cpu.pkru);
    if (denied != 0) {
      rights = allowed;
      return fault(format, accumulated, denied, FaultReason.FORBIDDEN);
    }
    long frame = frameBehind(format, leaf);
    long translated = toMemory(PageMath.gpa(frame), access);
    if (translated == NO_ADDRESS) {
      failedAtPage = true;
      return false;
    }
    gfn = PageMath.gfn(translated);
    boolean clean = (leaf & format.dirtyMask()) == 0 && hasAccessedDirty(format);
    rights = clean && !PageFaultErrorBits.write(access) ? allowed & ~Rights.WRITE : allowed;
    return true;
  }

  /** Where a table or the page lies, in guest physical addresses; NO_ADDRESS after a fault. */
  private long toMemory(long gpa, long how) {
    failedAtPage = false;
    if (secondStage == null) {
      return isIllegal(gpa) ? illegalAddress() : gpa;
    }
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
    long page = memory.find(PageMath.gfn(gpa));
    return page == GuestMemory.NO_PAGE ? 0 : memory.read64(page, PageMath.pageOffset(gpa));
  }

  private boolean lacksAccessedOrDirty(PteFormat format) {
    if (!hasAccessedDirty(format)) {
      return false;
    }
    return (accumulated & format.accessedMask()) == 0
        || PageFaultErrorBits.write(access) && (leaf & format.dirtyMask()) == 0;
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
      if ((old & wanted) == wanted) {
        continue;
      }
      long page = memory.find(tableGfn(i));
      if (memory.isReadOnly(page)) {
        continue;
      }
      if (!format.replace(memory, page, format.entryOffset(address, i), old, old | wanted)) {
        return false;
      }
      entries[i] = old | wanted;
      accessedSet |= (old & format.accessedMask()) == 0 ? (int) PageMath.setOf(i) : 0;
      dirtySet |= (wanted & ~old & format.dirtyMask()) != 0;
    }
    return true;
  }

  private boolean fault(PteFormat format, long bits, long code, FaultReason why) {
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
}
