package dev.bitunion.mmuroles.role;

import java.util.Optional;

/**
 * One thing that kernels do differently: a switch whose constant names the side that is on in the
 * kernels of its range. Defects that a later kernel fixed and defects that 5.14 had already fixed
 * are the same type; {@link Behaviours#of} sets all of them for a kernel, and each can be flipped
 * alone.
 *
 * <p>Where the range was not measured, the {@linkplain #evidence() evidence} says so. What each
 * does and how its range is known stand in {@code behaviours.properties} beside this class.
 */
public enum Behaviour {
  /** Off: the role asked for on a CR3 load is the base of the full role. */
  NEW_PGD_FORGETS_SMEP_SMAP("9.1", null, "6.1"),
  /** Off: guest_mode is set, as in nested EPT. */
  NPT_ROLE_LACKS_GUEST_MODE("9.2", null, "6.1"),
  /** Off: the extended role has efer_lma, as {@link ExtendedRoleWithLma} lays it out. */
  EXT_ROLE_LACKS_EFER_LMA("9.3", null, "5.15"),
  /** Off: the mask is built afresh. */
  PKRU_MASK_ACCUMULATES("9.5", null, "6.1"),
  /** Off: protection keys are ignored when walking L1's NPT. */
  NPT_CONSULTS_PKRU("9.11", null, "5.16"),
  /** Off: implicit supervisor accesses ignore EFLAGS.AC. */
  AC_OVERRIDES_IMPLICIT_ACCESS("9.12", null, "6.1"),
  /** Off: permission tables and reserved-bit masks are recomputed without paging too. */
  MASKS_STALE_WITHOUT_PAGING("9.13", null, null),
  /** Off: a CR3 load with PCIDE = 0 keeps previous roots. */
  CR3_LOAD_DROPS_PREVIOUS_ROOTS("9.6", null, "6.1"),
  /** Off: a load of other PDPTEs frees the current root. */
  PDPTR_LOAD_KEEPS_ROOTS("9.7", null, "6.1"),
  /** Off: only valid roots are pushed. */
  INVALID_ROOT_TAKES_A_SLOT("9.8", null, "6.1"),
  /** Off: a direct root is reused whatever the guest's levels are. */
  FAST_SWITCH_NEEDS_GUEST_LEVELS("9.9", null, "6.1"),
  /** Off: such a page stays. */
  EMPTY_SYNC_ZAPS("9.14", null, "6.1"),
  /** Off: the look-up goes on and zaps them. */
  LOOKUP_STOPS_AT_MATCH("9.15", null, null),
  /** Off: direct pages have quadrant 0. */
  QUADRANT_ON_DIRECT_PAGES("9.16", null, "6.1"),
  /** Off: only the quadrant that is written counts. */
  FLOOD_COUNTED_BEFORE_QUADRANT("9.17", null, null),
  /** Off: nothing is called. */
  INVPCID_CALLS_NULL_INVLPG("9.18", null, "5.18"),
  /** Off: it acts on the context that translates the guest's addresses. */
  INVLPG_ACTS_ON_ACTIVE_MMU("9.18", null, "5.17"),
  /** Off: it requests a flush of the guest's translations. */
  PGE_RESETS_CONTEXT("9.21", null, "5.15"),
  /** Off: LMA follows LME and CR0.PG. */
  VMRUN_LEAVES_LMA_CLEAR("9.23", null, null),
  /** Off: the counter wraps at 16 bits. */
  TRACK_REFUSES_OVERFLOW("9.24", null, null),
  /** Off: CR3 is loaded last, as on VMRUN. */
  SVM_STATE_LOADS_CR3_FIRST("9.26", null, "6.1"),
  /** Off: it computes none, and the context keeps the role of whoever ran before. */
  LOAD_CR3_INITIALISES_MMU("3.8", null, null);

  private final String item;
  private final KernelVersion since;
  private final KernelVersion until;
  private final long mask = Long.rotateLeft(1, ordinal());

  Behaviour(String item, String since, String until) {
    this.item = item;
    this.since = since == null ? null : KernelVersion.parse(since);
    this.until = until == null ? null : KernelVersion.parse(until);
  }

  /** The item of the behaviour specification that describes it, as {@code chapter.item}. */
  public String item() {
    return item;
  }

  /** The first kernel known to behave so; empty: every kernel before {@link #until}. */
  public Optional<KernelVersion> since() {
    return Optional.ofNullable(since);
  }

  /** The first kernel known to behave otherwise; empty: none. */
  public Optional<KernelVersion> until() {
    return Optional.ofNullable(until);
  }

  /** What happens when it is on. */
  public String summary() {
    return BehaviourTexts.of(name() + ".on");
  }

  /** How the range is known. */
  public String evidence() {
    return BehaviourTexts.of(name() + ".known");
  }

  /** This behaviour's bit in {@link Behaviours#bits}. */
  public long mask() {
    return mask;
  }

  /** Whether the kernel behaves so. */
  public boolean in(KernelVersion kernel) {
    return (since == null || since.compareTo(kernel) <= 0)
        && (until == null || until.compareTo(kernel) > 0);
  }

  /**
   * The behaviour with this name, in any case and with {@code -} or {@code _}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Behaviour parse(String name) {
    String wanted = name.replace('-', '_');
    for (Behaviour behaviour : values()) {
      if (behaviour.name().equalsIgnoreCase(wanted)) {
        return behaviour;
      }
    }
    throw new IllegalArgumentException("'" + name + "' is no behaviour");
  }
}
