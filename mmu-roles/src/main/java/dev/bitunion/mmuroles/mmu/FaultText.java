package dev.bitunion.mmuroles.mmu;

import dev.bitunion.mmuroles.arch.EptEntryBits;
import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.arch.Pte64Bits;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import java.util.Locale;

/** Says in one sentence why a walk faulted. */
public final class FaultText {
  private final Walker walker;
  private final MmuContext context;
  private final boolean ept;
  private final long access;

  private FaultText(Walker walker) {
    this.walker = walker;
    this.context = walker.context();
    this.ept = context.translation() == Translation.EPT;
    this.access = walker.access();
  }

  /**
   * The reason of the walker's last fault.
   *
   * @throws IllegalStateException if the last walk gave a frame
   */
  public static String of(Walker walker) {
    return new FaultText(walker).sentence();
  }

  private String sentence() {
    return switch (walker.reason()) {
      case NONE -> throw new IllegalStateException("the walk did not fault");
      case NOT_PRESENT -> notPresent();
      case RESERVED -> reserved();
      case NO_MEMORY ->
          "The level-"
              + walker.level()
              + " table should be at "
              + table()
              + ", where no memory is.";
      case ILLEGAL_ADDRESS ->
          what() + " has an address of more than " + context.cpuid().maxphyaddr() + " bits.";
      case FORBIDDEN -> forbidden();
      case SECOND_STAGE ->
          "The second stage does not translate "
              + hex(walker.secondStage().address())
              + ", where "
              + what().toLowerCase(Locale.ROOT)
              + " is: "
              + of(walker.secondStage());
    };
  }

  private String what() {
    return walker.failedAtPage() ? "The page" : "The level-" + walker.level() + " table";
  }

  private String table() {
    return hex(PageMath.gpa(walker.tableGfn(walker.level())));
  }

  private String entry() {
    return "The level-" + walker.level() + " entry " + hex(walker.entry(walker.level()));
  }

  private String notPresent() {
    return entry()
        + (ept ? " allows nothing: it is not present." : " is not present: bit 0 is clear.");
  }

  private String reserved() {
    long entry = walker.entry(walker.level());
    int large = Pte64Bits.pageSizeBit(entry);
    long bits = entry & context.reserved().mask(large, walker.level());
    if (bits != 0) {
      return entry() + " has reserved bits set: " + hex(bits) + ".";
    }
    if (EptEntryBits.writable(entry) && !EptEntryBits.readable(entry)) {
      return entry() + " is misconfigured: writable but not readable.";
    }
    if (!EptEntryBits.readable(entry) && !MmuRoleBits.extExeconly(context.role())) {
      return entry() + " is misconfigured: execute-only, which is not offered.";
    }
    return entry() + " is misconfigured: memory type " + EptEntryBits.memoryType(entry) + ".";
  }

  private String forbidden() {
    boolean user = PageFaultErrorBits.user(access);
    int rights = walker.rights();
    if (ept) {
      return eptForbidden(rights);
    }
    if (user && (rights & Rights.USER) == 0) {
      return "A user access, but " + culprit(Rights.USER) + " is the supervisor's only.";
    }
    if (PageFaultErrorBits.fetch(access)) {
      if ((rights & Rights.EXEC) == 0 && MmuRoleBits.baseEferNx(context.role())) {
        return "A fetch, but " + culprit(Rights.EXEC) + " has NX set.";
      }
      return "A supervisor fetch from a user page, which CR4.SMEP forbids.";
    }
    boolean obeysWrite = user || MmuRoleBits.baseCr0Wp(context.role());
    if (PageFaultErrorBits.write(access) && (rights & Rights.WRITE) == 0 && obeysWrite) {
      String who = user ? "A user write, but " : "A supervisor write with CR0.WP set, but ";
      return who + culprit(Rights.WRITE) + " is read-only.";
    }
    if (PageFaultErrorBits.pk(walker.error())) {
      int key = Pte64Bits.protectionKey(walker.entry(walker.level()));
      String what = PageFaultErrorBits.write(access) ? "writing" : "access";
      return "PKRU forbids " + what + " to user pages with protection key " + key + ".";
    }
    return "A supervisor data access to a user page, which CR4.SMAP forbids"
        + (PageFaultErrorBits.implicitAccess(access)
            ? " (an implicit access)."
            : " while EFLAGS.AC is clear or CPL is 3.");
  }

  private String eptForbidden(int rights) {
    if (PageFaultErrorBits.write(access) && (rights & Rights.WRITE) == 0) {
      return "A write, but " + culprit(Rights.WRITE) + " does not allow writing.";
    }
    if (PageFaultErrorBits.fetch(access) && (rights & Rights.EXEC) == 0) {
      return "A fetch, but " + culprit(Rights.EXEC) + " does not allow execution.";
    }
    return "A read, but " + culprit(Rights.USER) + " does not allow reading.";
  }

  /** The uppermost entry that takes a right away. */
  private String culprit(int right) {
    for (int level = walker.topLevel(); level > walker.level(); level--) {
      if ((walker.tableRights(level - 1) & right) == 0) {
        return "the level-" + level + " entry " + hex(walker.entry(level));
      }
    }
    return "the level-" + walker.level() + " entry " + hex(walker.entry(walker.level()));
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
