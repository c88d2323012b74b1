package dev.bitunion.mmuroles.role;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * What happens to a context and its root when its role goes from one to another. The answers follow
 * from the two words alone; what they do not tell is said to depend.
 *
 * <p>Behaviour of Linux v5.14: a register load that concerns roles unloads every root and
 * configures again; a nested transition and a CR3 load keep roots and look for a fitting one.
 *
 * @param model the kernel
 * @param from the stored role
 * @param to the role of the registers after the event
 * @param baseOnly whether only the bases are known: the upper halves mean nothing
 */
public record RoleTransition(RoleModel model, long from, long to, boolean baseOnly) {
  /** What makes the role change. */
  public enum Trigger {
    /** A load of CR0, CR4 or EFER that changes a bit which roles depend on. */
    CR,
    /** Entering or leaving L2. */
    NESTED,
    /** A load of CR3. */
    CR3;

    /** As users type it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What becomes of the context's configuration. */
  public enum Reconfiguration {
    /** The role is equal, so that nothing is touched. */
    SKIPPED,
    /** Tables, masks and handlers are computed again. */
    DONE,
    /** It is not even considered. */
    NONE,
    /** The bases are equal, and the extended roles are not known. */
    DEPENDS;

    /** As users type it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An answer that two words may be too little for. */
  public enum Verdict {
    /** In every case. */
    YES,
    /** In no case. */
    NO,
    /** The reason says on what. */
    DEPENDS;

    /** As users type it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The answer for one trigger and one kind of context.
   *
   * @param on the trigger
   * @param mmu the kind of context; null if the words do not tell
   * @param reconfiguration what becomes of the configuration
   * @param rootsUnloaded whether every root is freed
   * @param askedWord the page role that the next root must have
   * @param rootUsable whether the old root's word is that one, and is looked at
   * @param why the reasons, a sentence each
   */
  public record Answer(
      Trigger on,
      MmuKind mmu,
      Reconfiguration reconfiguration,
      boolean rootsUnloaded,
      int askedWord,
      Verdict rootUsable,
      List<String> why) {}

  private static final int FAST_SWITCH_LEVEL = 4;

  private static final String ALL_FREED =
      "every root is freed, previous ones too; their pages stay in the cache";

  private static final int ANDNOT_WP =
      PageRoleBits.SMEP_ANDNOT_WP_MASK | PageRoleBits.SMAP_ANDNOT_WP_MASK;

  /** The answers for one trigger, one for each kind of context that can have both roles. */
  public List<Answer> answers(Trigger on) {
    Map<MmuKind, TreeSet<Integer>> kinds = kinds();
    if (kinds.isEmpty()) {
      return List.of(answer(on, null, new TreeSet<>()));
    }
    List<Answer> answers = new ArrayList<>();
    kinds.forEach((mmu, rootLevels) -> answers.add(answer(on, mmu, rootLevels)));
    return answers;
  }

  /** Kinds of context that can have both roles, with the root levels that the old one can have. */
  private Map<MmuKind, TreeSet<Integer>> kinds() {
    Map<MmuKind, TreeSet<Integer>> kinds = new EnumMap<>(MmuKind.class);
    if (baseOnly) {
      return kinds;
    }
    List<RoleOrigin> news = RoleOrigin.of(model, to);
    for (RoleOrigin old : RoleOrigin.of(model, from)) {
      if (news.stream().anyMatch(origin -> origin.mmu() == old.mmu())) {
        kinds.computeIfAbsent(old.mmu(), unused -> new TreeSet<>()).add(old.rootLevel());
      }
    }
    return kinds;
  }

  private Answer answer(Trigger on, MmuKind mmu, TreeSet<Integer> oldRootLevels) {
    List<String> why = new ArrayList<>();
    if (on == Trigger.CR && ofGuestMmu(mmu)) {
      why.add("while guest_mmu is active, a register load configures nested_mmu and not this role");
      why.add(ALL_FREED);
      int stored = pages(mmu, from);
      return new Answer(
          on, mmu, Reconfiguration.NONE, true, stored, sameWord(stored, stored, why), why);
    }
    Reconfiguration reconfiguration = reconfiguration(on, why);
    boolean unloads = on == Trigger.CR;
    if (unloads) {
      why.add(ALL_FREED);
      if (from == to) {
        why.add("a load that changes no bit which KVM watches, as EFER.LME, frees none");
      }
    }
    int asked = unloads ? pages(mmu, to) : asked(on, mmu);
    Verdict usable;
    if (from == 0) {
      why.add("a context that was never configured has no root");
      usable = Verdict.NO;
    } else if (mmu == MmuKind.NESTED) {
      why.add("nested_mmu only walks L2's tables and owns no root");
      usable = Verdict.NO;
    } else {
      usable =
          unloads
              ? sameWord(pages(mmu, from), asked, why)
              : found(on, mmu, oldRootLevels, asked, why);
    }
    return new Answer(on, mmu, reconfiguration, unloads, asked, usable, why);
  }

  private static boolean ofGuestMmu(MmuKind mmu) {
    return mmu == MmuKind.NPT || mmu == MmuKind.EPT;
  }

  private Reconfiguration reconfiguration(Trigger on, List<String> why) {
    if (on == Trigger.CR3) {
      why.add("a CR3 load changes no register that roles depend on, so the role stays as stored");
      return Reconfiguration.NONE;
    }
    boolean sameBase = MmuRoleBits.base(from) == MmuRoleBits.base(to);
    if (baseOnly && sameBase) {
      why.add("the bases are equal; whether the extended roles are is not known");
      return Reconfiguration.DEPENDS;
    }
    if (from == to) {
      why.add("all 64 bits are equal");
      return Reconfiguration.SKIPPED;
    }
    why.add(sameBase ? "only the extended role differs" : "the base differs");
    return Reconfiguration.DONE;
  }

  /** The page role of a context with this role; on a host of four levels. */
  private int pages(MmuKind mmu, long role) {
    if (model.hasOneRole() || mmu == null || role == 0) {
      return MmuRoleBits.base(role);
    }
    return switch (mmu) {
      case SHADOW -> model.shadowPages(role);
      case TDP -> model.tdpPages(role, FAST_SWITCH_LEVEL, false);
      case NPT -> model.nptPages(role, FAST_SWITCH_LEVEL, MmuRoleBits.baseLevel(role));
      case EPT, NESTED -> MmuRoleBits.base(role);
    };
  }

  private static Verdict sameWord(int old, int asked, List<String> why) {
    if (asked == old) {
      why.add("the next root has the same word and finds the old page");
      return Verdict.YES;
    }
    why.add("the next root has another word, so it is another page");
    return Verdict.NO;
  }

  /** The word that the cache of roots is searched for. */
  private int asked(Trigger on, MmuKind mmu) {
    int base = pages(mmu, to);
    return (mmu == MmuKind.SHADOW || on == Trigger.CR3) && forgets() ? base & ~ANDNOT_WP : base;
  }

  private boolean forgets() {
    return computesAsked() && model.behaviours().has(Behaviour.NEW_PGD_FORGETS_SMEP_SMAP);
  }

  private boolean computesAsked() {
    return model.behaviours().has(Behaviour.NEW_PGD_BEFORE_INIT);
  }

  private Verdict found(
      Trigger on, MmuKind mmu, TreeSet<Integer> oldRootLevels, int asked, List<String> why) {
    int oldWord = pages(mmu, from);
    if (on == Trigger.CR3 && ofGuestMmu(mmu)) {
      why.add(
          computesAsked()
              ? "while guest_mmu is active, a CR3 load asks with a role of root_mmu, which fits none"
              : "while guest_mmu is active, a CR3 load asks it for L2's CR3, which none was made for");
      return Verdict.NO;
    }
    boolean looksAtGuest = model.behaviours().has(Behaviour.FAST_SWITCH_NEEDS_GUEST_LEVELS);
    if (!looksAtGuest && isSpecial(oldWord, oldRootLevels)) {
      why.add("a root of four pointers belongs to no page directory; it is freed");
      return Verdict.NO;
    }
    if (looksAtGuest && (MmuRoleBits.baseLevel(from) < FAST_SWITCH_LEVEL || below(oldRootLevels))) {
      why.add("roots are only switched at four levels or more; the current root is freed");
      return Verdict.NO;
    }
    if (asked != oldWord) {
      if (asked != pages(mmu, to)) {
        why.add("a base-only role is asked for, with smep_andnot_wp and smap_andnot_wp clear");
      }
      why.add("the old root has another word; it is kept as a previous root");
      return Verdict.NO;
    }
    if (mmu == null) {
      why.add("the words fit; the paging mode decides whether roots are switched");
      return Verdict.DEPENDS;
    }
    if (looksAtGuest && !oldRootLevels.isEmpty() && oldRootLevels.first() < FAST_SWITCH_LEVEL) {
      why.add("the words fit; a guest with 4-level paging keeps the root, one with PAE loses it");
      return Verdict.DEPENDS;
    }
    why.add(
        PageRoleBits.direct(oldWord)
            ? "the words fit, and a direct root serves every CR3"
            : "the words fit; the root is taken if its CR3, EPTP or nCR3 is the one loaded");
    return Verdict.YES;
  }

  private static boolean isSpecial(int word, TreeSet<Integer> rootLevels) {
    return PageRoleBits.level(word) < FAST_SWITCH_LEVEL
        || !PageRoleBits.direct(word) && below(rootLevels);
  }

  private static boolean below(TreeSet<Integer> rootLevels) {
    return !rootLevels.isEmpty() && rootLevels.last() < FAST_SWITCH_LEVEL;
  }
}
