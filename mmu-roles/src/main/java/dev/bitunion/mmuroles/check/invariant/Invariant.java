package dev.bitunion.mmuroles.check.invariant;

import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import java.util.List;
import java.util.Locale;

/** Something that must hold after every step, and the behaviours that are known to break it. */
public enum Invariant {
  /** See {@link LookupKey}. */
  LOOKUP_KEY(
      "a valid page is found by its frame and role, and that key stands for one meaning",
      LookupKey::check,
      Behaviour.ROOT_ABOVE_NPT_LACKS_MARK),
  /** See {@link ChildLink}. */
  CHILD_LINK(
      "a page that a fault goes through has the frame and the role that the guest's walk wants",
      ChildLink::check,
      Behaviour.CHILD_ROLE_NOT_COMPARED,
      Behaviour.CHILD_FRAME_NOT_COMPARED,
      Behaviour.ROLE_LACKS_PSE,
      Behaviour.ROLE_LACKS_LMA,
      Behaviour.NEW_PGD_FORGETS_SMEP_SMAP,
      Behaviour.EXT_ROLE_LACKS_EFER_LMA,
      Behaviour.PDPTR_LOAD_KEEPS_ROOTS,
      Behaviour.SVM_STATE_LOADS_CR3_FIRST,
      Behaviour.ROOT_ABOVE_NPT_LACKS_MARK,
      Behaviour.DIRECT_ROLE_LACKS_ACCESS,
      Behaviour.ROLE_LACKS_NX,
      Behaviour.ROLE_LACKS_WP,
      Behaviour.DIRECT_ACCESS_OF_PARENT,
      Behaviour.DIRECT_ACCESS_NOT_COMPARED,
      Behaviour.DIRECT_ROLE_BEFORE_WP,
      Behaviour.ROLE_LACKS_SMAP,
      Behaviour.ROLE_LACKS_GUEST_MODE,
      Behaviour.RSM_RESETS_LATE,
      Behaviour.TABLES_GET_LAST_ACCESS,
      Behaviour.INIT_KEEPS_ROOTS),
  /** See {@link RightsSubset}. */
  RIGHTS(
      "what shadow entries let pass, the guest's tables let pass too and to the same memory, as of"
          + " the last moment at which the TLB must be coherent",
      RightsSubset::check,
      Behaviour.ROLE_LACKS_PSE,
      Behaviour.ROLE_LACKS_LMA,
      Behaviour.LENT_WRITE_FORGETS_AC,
      Behaviour.NEW_PGD_FORGETS_SMEP_SMAP,
      Behaviour.EXT_ROLE_LACKS_EFER_LMA,
      Behaviour.PKRU_MASK_ACCUMULATES,
      Behaviour.PDPTR_LOAD_KEEPS_ROOTS,
      Behaviour.SVM_STATE_LOADS_CR3_FIRST,
      Behaviour.CHILD_LINKED_UNSYNCED,
      Behaviour.CHILD_ROLE_NOT_COMPARED,
      Behaviour.CHILD_FRAME_NOT_COMPARED,
      Behaviour.TRACKING_CHECKED_IN_ONE_SPACE,
      Behaviour.ROOT_ABOVE_NPT_LACKS_MARK,
      Behaviour.DIRECT_ROLE_LACKS_ACCESS,
      Behaviour.ROLE_LACKS_NX,
      Behaviour.ROLE_LACKS_WP,
      Behaviour.DIRECT_ACCESS_OF_PARENT,
      Behaviour.DIRECT_ACCESS_NOT_COMPARED,
      Behaviour.DIRECT_ROLE_BEFORE_WP,
      Behaviour.ROLE_LACKS_SMAP,
      Behaviour.ROLE_LACKS_GUEST_MODE,
      Behaviour.TABLES_GET_LAST_ACCESS),
  /** See {@link FullRole}. */
  HONESTY(
      "a context that translates has the role and the configuration that its registers give",
      FullRole::check,
      Behaviour.EXT_ROLE_LACKS_EFER_LMA,
      Behaviour.PKRU_MASK_ACCUMULATES,
      Behaviour.NPT_CONSULTS_PKRU,
      Behaviour.SVM_STATE_LOADS_CR3_FIRST,
      Behaviour.EXT_ROLE_LACKS_MAXPHYADDR,
      Behaviour.TDP_ROLE_LACKS_PAE,
      Behaviour.NPT_ROLE_HAS_GUEST_LEVEL,
      Behaviour.NPT_ROOT_HAS_GUEST_LEVEL,
      Behaviour.NESTED_ROLE_LACKS_LEVEL,
      Behaviour.RSM_RESETS_LATE,
      Behaviour.TDP_ROLE_LACKS_LA57,
      Behaviour.CPUID_CHANGE_KEEPS_ROLES,
      Behaviour.NPT_WALK_READS_LIVE_SMEP,
      Behaviour.WP_WRITE_KEEPS_CONTEXT),
  /** See {@link Minimal}. */
  MINIMALITY(
      "no two valid pages of a frame differ in fields alone that mean nothing to them",
      Minimal::check,
      Behaviour.ROLE_BITS_WITHOUT_EFFECT,
      Behaviour.QUADRANT_ON_DIRECT_PAGES,
      Behaviour.ROLE_KEYED_WITHOUT_PAGING),
  /** See {@link NoInvalid}. */
  NO_INVALID(
      "no invalid page is on the active list, and none leads to a page",
      NoInvalid::check,
      Behaviour.ROOT_CHECKED_BEFORE_RECLAIM),
  /** See {@link TrackCounts}. */
  GFN_TRACK(
      "gfn_track of a frame counts its valid upper-level indirect pages, and none of them is unsync",
      TrackCounts::check,
      Behaviour.TRACK_REFUSES_OVERFLOW,
      Behaviour.TRACKING_CHECKED_IN_ONE_SPACE),
  /** See {@link ReverseMap}. */
  REVERSE_MAP(
      "the reverse map of a frame holds exactly the entries that map it",
      ReverseMap::check,
      Behaviour.MMIO_ENTRY_KEEPS_MAPPER,
      Behaviour.CHILD_FRAME_NOT_COMPARED,
      Behaviour.CHILD_ROLE_NOT_COMPARED),
  /** See {@link RootReuse}. */
  ROOT_REUSE(
      "the current root has the role and the page directory that the context asks for",
      RootReuse::check,
      Behaviour.NEW_PGD_FORGETS_SMEP_SMAP,
      Behaviour.EXT_ROLE_LACKS_EFER_LMA,
      Behaviour.PDPTR_LOAD_KEEPS_ROOTS,
      Behaviour.SVM_STATE_LOADS_CR3_FIRST,
      Behaviour.RSM_RESETS_LATE,
      Behaviour.INIT_KEEPS_ROOTS,
      Behaviour.ROLE_LACKS_NX,
      Behaviour.ROLE_LACKS_WP,
      Behaviour.ROLE_LACKS_SMAP,
      Behaviour.ROLE_LACKS_GUEST_MODE),
  /** See {@link SyncBeforeLink}. */
  SYNC_BEFORE_LINK(
      "what a new link leads to is in step with the guest's tables",
      SyncBeforeLink::check,
      Behaviour.CHILD_LINKED_UNSYNCED);

  /** How an invariant looks at a machine. */
  @FunctionalInterface
  interface Check {
    /** Reports what does not hold. */
    void look(Observed observed, Findings findings);
  }

  private final String statement;
  private final Check check;
  private final List<Behaviour> breakers;

  Invariant(String statement, Check check, Behaviour... breakers) {
    this.statement = statement;
    this.check = check;
    this.breakers = List.of(breakers);
  }

  /** Its name as people write it: {@code child link}. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** What must hold, in one sentence. */
  public String statement() {
    return statement;
  }

  /** The behaviours that may break it. */
  public List<Behaviour> breakers() {
    return breakers;
  }

  void look(Observed observed, Findings findings) {
    check.look(observed, findings);
  }

  /** The kernel's behaviours without all that may break an invariant. */
  public static Behaviours fixed(Behaviours behaviours) {
    Behaviours fixed = behaviours;
    for (Invariant invariant : values()) {
      for (Behaviour behaviour : invariant.breakers) {
        fixed = fixed.without(behaviour);
      }
    }
    return fixed;
  }

  /** 5.14 without all that may break an invariant: what references are computed with. */
  static Behaviours fixed() {
    return fixed(Behaviours.of(KernelVersion.V5_14));
  }
}
