package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.FaultReason;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Translation;
import dev.bitunion.mmuroles.mmu.VcpuContexts;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.MmuRoleBits;

/** Repeats every recorded walk with the entries that it read, and compares how it ends. */
final class WalkVerdicts {
  /** PKRU of which every key forbids writes, and of which every key forbids any access. */
  private static final int[] DENYING_PKRU = {0xaaaa_aaaa, 0x5555_5555};

  private final Tallies tallies;
  private final Hints hints = new Hints();

  WalkVerdicts(Tallies tallies) {
    this.tallies = tallies;
  }

  /** A walk begins; in L2 under nested paging it may be part of one that is under way. */
  void start(VcpuTrack vcpu, long line, long address, long access) {
    if (vcpu.walk.isOpen()) {
      if (isInner(vcpu)) {
        return;
      }
      finish(vcpu);
    }
    vcpu.walkIsFault = vcpu.fault.take(address, access);
    vcpu.walk.start(line, address, access);
  }

  private static boolean isInner(VcpuTrack vcpu) {
    VcpuContexts contexts = vcpu.contexts();
    if (contexts == null || !contexts.isNested() || vcpu.walkIsFault || vcpu.walk.failed()) {
      return false;
    }
    repeat(vcpu.walk, contexts.walker(), contexts.walkMmu());
    return vcpu.walk.ranOut();
  }

  /** The walk is over: another event came. */
  void finish(VcpuTrack vcpu) {
    RecordedWalk walk = vcpu.walk;
    if (!walk.isOpen()) {
      return;
    }
    walk.close();
    vcpu.phase = VcpuTrack.Phase.UNKNOWN;
    VcpuContexts contexts = vcpu.contexts();
    if (contexts == null || !vcpu.rolesKnown || walk.overflowed()) {
      tallies.undecidable(Level.WALKS, vcpu.unknownReason());
      return;
    }
    MmuContext context = vcpu.walkIsFault ? contexts.mmu() : contexts.walkMmu();
    Walker walker = vcpu.walkIsFault ? contexts.faultWalker() : contexts.walker();
    if (context.translation() == Translation.UNSET) {
      tallies.undecidable(Level.WALKS, Reason.NESTED_ROLE_NOT_PRINTED);
      return;
    }
    if (judge(vcpu, context, walker) && !walk.failed()) {
      preparePath(vcpu);
    }
  }

  /** Whether the last run of the walker is the recorded walk. */
  private boolean judge(VcpuTrack vcpu, MmuContext context, Walker walker) {
    RecordedWalk walk = vcpu.walk;
    // EFLAGS.AC is clear after reset; that it was set is considered only if nothing else fits.
    boolean agrees = repeat(walk, walker, context);
    if (agrees) {
      tallies.agree(Level.WALKS);
      return true;
    }
    String outcome = outcome(walk, walker);
    if (!vcpu.privilegeKnown) {
      Reason hidden = hiddenCause(vcpu, context, walker);
      if (hidden != null) {
        tallies.undecidable(Level.WALKS, hidden);
        return true;
      }
    }
    if (touchesReserved(walk, walker) && vcpu.findCpuid(this::agrees)) {
      tallies.agree(Level.WALKS);
      return true;
    }
    String hint = tallies.keeps() && !vcpu.walkIsNested() ? hints.walk(vcpu) : "";
    tallies.disagree(Level.WALKS, walk.line(), outcome, recorded(walk), hint);
    return false;
  }

  /** What no event shows and would make the walk end as recorded: EFLAGS.AC, PKRU; or null. */
  private static Reason hiddenCause(VcpuTrack vcpu, MmuContext context, Walker walker) {
    RecordedWalk walk = vcpu.walk;
    if (MmuRoleBits.extCr4Smap(context.role())) {
      vcpu.cpu.setPrivilege(0, true);
      boolean withAc = repeat(walk, walker, context);
      vcpu.restorePrivilege();
      if (withAc) {
        return Reason.AC_UNKNOWN;
      }
    }
    if (MmuRoleBits.extCr4Pke(context.role())) {
      int before = vcpu.cpu.pkru();
      boolean withKeys = false;
      for (int pkru : DENYING_PKRU) {
        vcpu.cpu.setPkru(pkru);
        withKeys |= repeat(walk, walker, context);
      }
      vcpu.cpu.setPkru(before);
      if (withKeys) {
        return Reason.REGISTER_NOT_SEEN;
      }
    }
    return null;
  }

  private static boolean touchesReserved(RecordedWalk walk, Walker walker) {
    return PageFaultErrorBits.rsvd(walk.error()) || PageFaultErrorBits.rsvd(walker.error());
  }

  private boolean agrees(VcpuTrack vcpu) {
    VcpuContexts contexts = vcpu.contexts();
    return vcpu.walkIsFault
        ? repeat(vcpu.walk, contexts.faultWalker(), contexts.mmu())
        : repeat(vcpu.walk, contexts.walker(), contexts.walkMmu());
  }

  /** Walks the recorded entries; true if it ends as recorded. */
  static boolean repeat(RecordedWalk walk, Walker walker, MmuContext context) {
    walk.restart();
    boolean ok;
    do {
      walk.rewind();
      if (context.kind() != MmuContext.Kind.GUEST
          && context.translation() == Translation.LONG
          && context.rootLevel() == PageMath.PAE_LEVELS
          && walk.startsAt(PageMath.PAE_LEVELS)) {
        context.setPdptr(PageMath.pdptrIndex(walk.address()), walk.takePdpte());
      }
      ok =
          context.translation() != Translation.IDENTITY
              && walker.walk(walk.address(), walk.access());
    } while (ok && !walk.used() && walk.skipRead());
    boolean printsError = !ok && walker.reason() != FaultReason.ILLEGAL_ADDRESS;
    return !walk.ranOut()
        && walk.used()
        && context.translation() != Translation.IDENTITY
        && printsError == walk.failed()
        && (!walk.failed() || walker.error() == walk.error());
  }

  private static String outcome(RecordedWalk walk, Walker walker) {
    if (walk.ranOut()) {
      return "more entries than are recorded";
    }
    return walker.reason() == FaultReason.NONE
        ? "a translation"
        : "error 0x" + Long.toHexString(walker.error());
  }

  private static String recorded(RecordedWalk walk) {
    return walk.failed()
        ? "error 0x" + Long.toHexString(walk.error())
        : "a translation after " + walk.count() + " entries";
  }

  private static void preparePath(VcpuTrack vcpu) {
    VcpuContexts contexts = vcpu.contexts();
    MmuContext context = contexts.mmu();
    boolean ofItsTables = vcpu.walkIsFault || contexts.walkMmu() == context;
    if (ofItsTables && !context.directMap()) {
      long access = vcpu.walk.access();
      ChildRoles.shadowFault(
          context,
          contexts.faultWalker(),
          PageFaultErrorBits.write(access),
          PageFaultErrorBits.user(access),
          vcpu.path);
      vcpu.phase = VcpuTrack.Phase.SHADOW_FAULT;
    }
  }

  /** The trace ended: its last walk counts only if it is whole. */
  void end(VcpuTrack vcpu) {
    boolean judged = vcpu.contexts() != null && vcpu.rolesKnown && !vcpu.walk.overflowed();
    if (vcpu.walk.isOpen() && judged && !vcpu.walk.failed() && !agrees(vcpu)) {
      vcpu.walk.close();
      tallies.undecidable(Level.WALKS, Reason.EVENT_LOST);
    }
    finish(vcpu);
  }
}
