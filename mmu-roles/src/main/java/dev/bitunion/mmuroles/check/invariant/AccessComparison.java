package dev.bitunion.mmuroles.check.invariant;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Translation;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.shadow.HardwareAccess;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares what the processor makes of accesses through the shadow entries of the current root with
 * what a walk of the guest's own tables makes of them. It may be stricter than the guest's tables,
 * never laxer: an access that reaches memory must be one that the walk lets pass, to the same
 * memory, with no accessed or dirty bit left to set.
 */
final class AccessComparison {
  /** Trying more contents of tables than this is not worth an answer. */
  private static final int MOST_TRIALS = 64;

  private static final long R = 0;
  private static final long W = PageFaultErrorBits.W_MASK;
  private static final long F = PageFaultErrorBits.F_MASK;
  private static final long U = PageFaultErrorBits.U_MASK;

  private final Observed observed;
  private final ShadowContext context;
  private final HardwareAccess hardware;
  private final FrozenMemory memory;
  private final Walker[] walkers;
  private final boolean ept;

  AccessComparison(Observed observed) {
    this.observed = observed;
    context = observed.active();
    hardware = observed.vcpu().shadow().hardware();
    memory = new FrozenMemory(observed.memory());
    Reference reference = observed.reference();
    MmuContext fresh = reference.context();
    walkers =
        new Walker[] {
          reference.walker(fresh, memory, false), reference.walker(fresh, memory, true)
        };
    ept = fresh.translation() == Translation.EPT;
  }

  /**
   * The first access to an address that goes wrong, in one sentence; null if none does.
   *
   * @param now whether the guest's tables count as they are, or also as they were since the TLB was
   *     last coherent
   */
  String wrong(long address, boolean now) {
    for (int ac = 0; ac <= 1; ac++) {
      for (long access : accesses(ac == 1)) {
        HardwareAccess.Result result = hardware.look(context, address, access, ac == 1);
        if (result == HardwareAccess.Result.ASTRAY) {
          return text(access, ac, address)
              + " takes a frame of the guest for a shadow page, or the other way round";
        }
        if (result == HardwareAccess.Result.HIT) {
          String wrong = compare(address, access, ac, now);
          if (wrong != null) {
            return wrong;
          }
        }
      }
    }
    return null;
  }

  private long[] accesses(boolean ac) {
    if (observed.tdp()) {
      return ac ? new long[0] : new long[] {U, U | W, U | F};
    }
    return ac ? new long[] {R, W} : new long[] {U, U | W, U | F, R, W, F};
  }

  private String compare(long address, long access, int ac, boolean now) {
    long frame = hardware.frame();
    String memoryWrong = wrongMemory(frame, access);
    if (memoryWrong != null) {
      return text(access, ac, address) + memoryWrong;
    }
    String wrong = disagreement(address, access, ac, frame);
    if (wrong == null || !now && earlierAgrees(address, access, ac, frame)) {
      return null;
    }
    return text(access, ac, address) + wrong;
  }

  private String wrongMemory(long frame, long access) {
    int space = observed.vm().space();
    if (!observed.vm().slots(space).exists(frame)) {
      return String.format(" reaches frame 0x%x, where no memory is", frame);
    }
    if (observed.vcpu().guestMode() && observed.vm().slots(space).isPrivate(frame)) {
      return String.format(" reaches frame 0x%x, which is KVM's own and not for L2", frame);
    }
    if (PageFaultErrorBits.write(access) && observed.vm().slots(space).isReadOnly(frame)) {
      return String.format(" changes frame 0x%x, whose slot is read-only", frame);
    }
    return hardware.smram() && space == 0
        ? String.format(" reaches SMRAM behind frame 0x%x outside of SMM", frame)
        : null;
  }

  /** What the guest's tables say instead, as a clause; null if they agree. */
  private String disagreement(long address, long access, int ac, long frame) {
    if (context.mmu().directMap()) {
      long wanted = PageMath.gfn(address);
      return wanted == frame
          ? null
          : String.format(" reaches frame 0x%x; it is an access to frame 0x%x", frame, wanted);
    }
    Walker walker = walkers[ac];
    long asked =
        ept && PageFaultErrorBits.write(access) | PageFaultErrorBits.fetch(access)
            ? access & ~U
            : access;
    if (!walker.walk(address, asked)) {
      return String.format(
          " reaches frame 0x%x; the guest's tables give a fault, error code 0x%x",
          frame, walker.error());
    }
    if (walker.gfn() != frame) {
      return String.format(
          " reaches frame 0x%x; the guest's tables say frame 0x%x", frame, walker.gfn());
    }
    for (int level = walker.topLevel(); level >= walker.level(); level--) {
      if (walker.setAccessed(level)) {
        return String.format(
            " reaches frame 0x%x, and the accessed bit at level %d stays clear", frame, level);
      }
    }
    return walker.setDirty()
        ? String.format(" reaches frame 0x%x, and the dirty bit stays clear", frame)
        : null;
  }

  /** Whether the tables agreed at some moment since the TLB was last coherent. */
  private boolean earlierAgrees(long address, long access, int ac, long frame) {
    List<Map.Entry<Long, List<long[]>>> changed = new ArrayList<>(observed.versions().entrySet());
    int trials = 1;
    for (Map.Entry<Long, List<long[]>> page : changed) {
      trials *= page.getValue().size() + 1;
      if (trials > MOST_TRIALS) {
        return singlesAgree(changed, address, access, ac, frame);
      }
    }
    return anyAgrees(changed, 0, address, access, ac, frame);
  }

  private boolean anyAgrees(
      List<Map.Entry<Long, List<long[]>>> changed,
      int from,
      long address,
      long access,
      int ac,
      long frame) {
    if (from == changed.size()) {
      return disagreement(address, access, ac, frame) == null;
    }
    Map.Entry<Long, List<long[]>> page = changed.get(from);
    boolean agrees = anyAgrees(changed, from + 1, address, access, ac, frame);
    for (int i = 0; i < page.getValue().size() && !agrees; i++) {
      memory.show(page.getKey(), page.getValue().get(i));
      agrees = anyAgrees(changed, from + 1, address, access, ac, frame);
    }
    memory.show(page.getKey(), null);
    return agrees;
  }

  /** Each earlier content alone, and all the oldest together: a way to agree may be missed. */
  private boolean singlesAgree(
      List<Map.Entry<Long, List<long[]>>> changed, long address, long access, int ac, long frame) {
    boolean agrees = false;
    for (Map.Entry<Long, List<long[]>> page : changed) {
      for (int i = 0; i < page.getValue().size() && !agrees; i++) {
        memory.show(page.getKey(), page.getValue().get(i));
        agrees = disagreement(address, access, ac, frame) == null;
      }
      memory.show(page.getKey(), null);
    }
    changed.forEach(page -> memory.show(page.getKey(), page.getValue().get(0)));
    agrees |= disagreement(address, access, ac, frame) == null;
    changed.forEach(page -> memory.show(page.getKey(), null));
    return agrees;
  }

  private String text(long access, int ac, long address) {
    String kind =
        PageFaultErrorBits.write(access)
            ? "write"
            : PageFaultErrorBits.fetch(access) ? "fetch" : "read";
    String who = observed.tdp() ? "" : PageFaultErrorBits.user(access) ? "user " : "supervisor ";
    String what = observed.vcpu().guestMode() && observed.tdp() ? "L2 physical " : "";
    return String.format(
        "a %s%s of %s0x%x%s", who, kind, what, address, ac == 1 ? " with EFLAGS.AC" : "");
  }
}
