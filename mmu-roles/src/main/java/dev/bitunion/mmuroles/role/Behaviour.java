package dev.bitunion.mmuroles.role;

import java.util.Optional;

/**
 * One thing that kernels do differently: a switch whose constant names the side that is on in the
 * kernels of its range. Defects that a later kernel fixed and defects that 5.14 had already fixed
 * are the same type; {@link Behaviours#of} sets all of them for a kernel, and each can be flipped
 * alone.
 *
 * <p>Where the range was not measured, the {@linkplain #evidence() evidence} says so.
 */
public enum Behaviour {
  /** Off: the role asked for on a CR3 load is the base of the full role. */
  NEW_PGD_FORGETS_SMEP_SMAP(
      "9.1",
      null,
      "6.1",
      "the role asked for on a CR3 load has smep_andnot_wp and smap_andnot_wp clear",
      "5.14 measured; end from memory"),
  /** Off: guest_mode is set, as in nested EPT. */
  NPT_ROLE_LACKS_GUEST_MODE(
      "9.2",
      null,
      "6.1",
      "the role of nested NPT has guest_mode clear, because it is computed before L2 is entered",
      "measured on 5.14.2 and 6.1 traces"),
  /** Off: the extended role has efer_lma, as {@link ExtendedRoleWithLma} lays it out. */
  EXT_ROLE_LACKS_EFER_LMA(
      "9.3",
      null,
      "5.15",
      "PAE and 4-level guests can have the same full role under TDP and nested NPT",
      "layouts of 5.14.2 and 5.15.100"),
  /** Off: the mask is built afresh. */
  PKRU_MASK_ACCUMULATES(
      "9.5",
      null,
      "6.1",
      "while CR4.PKE stays set, the protection-key mask only gains bits",
      "5.14 measured; end from memory"),
  /** Off: protection keys are ignored when walking L1's NPT. */
  NPT_CONSULTS_PKRU(
      "9.11",
      null,
      "5.16",
      "walks of nested NPT obey PKRU if L1 has CR4.PKE, although hardware does not",
      "5.14 measured; end from the fix's release"),
  /** Off: implicit supervisor accesses ignore EFLAGS.AC. */
  AC_OVERRIDES_IMPLICIT_ACCESS(
      "9.12",
      null,
      "6.1",
      "EFLAGS.AC lifts SMAP for implicit supervisor accesses too at CPL below 3",
      "5.14 read; end from memory"),
  /** Off: permission tables and reserved-bit masks are recomputed without paging too. */
  MASKS_STALE_WITHOUT_PAGING(
      "9.13",
      null,
      null,
      "permission tables and reserved-bit masks keep their old values while CR0.PG is clear",
      "5.14 read"),
  /** Off: a CR3 load with PCIDE = 0 keeps previous roots. */
  CR3_LOAD_DROPS_PREVIOUS_ROOTS(
      "9.6",
      null,
      "6.1",
      "a CR3 load without NOFLUSH frees the previous roots of its PCID, and with PCIDE = 0 all of them",
      "measured on 5.14.2 and 6.1 traces"),
  /** Off: a load of other PDPTEs frees the current root. */
  PDPTR_LOAD_KEEPS_ROOTS(
      "9.7",
      null,
      "6.1",
      "PDPTEs that changed in memory and are loaded anew leave the shadow roots as they were",
      "5.14 measured; end from memory"),
  /** Off: only valid roots are pushed. */
  INVALID_ROOT_TAKES_A_SLOT(
      "9.8",
      null,
      "6.1",
      "an invalid current root is pushed into the cache of previous roots and drives one out",
      "5.14 measured; end from memory"),
  /** Off: a direct root is reused whatever the guest's levels are. */
  FAST_SWITCH_NEEDS_GUEST_LEVELS(
      "9.9",
      null,
      "6.1",
      "a direct root is not reused unless the guest itself has at least four levels",
      "5.14 measured; end from memory"),
  /** Off: such a page stays. */
  EMPTY_SYNC_ZAPS(
      "9.14",
      null,
      "6.1",
      "an unsync page of which synchronisation keeps no entry is zapped",
      "5.14 measured; end from memory"),
  /** Off: the look-up goes on and zaps them. */
  LOOKUP_STOPS_AT_MATCH(
      "9.15",
      null,
      null,
      "a look-up for an upper level ends at its match, so that older unsync pages of the frame survive",
      "5.14 read"),
  /** Off: direct pages have quadrant 0. */
  QUADRANT_ON_DIRECT_PAGES(
      "9.16",
      null,
      "6.1",
      "a direct page below a 32-bit guest's entry has a quadrant although it needs none",
      "5.14 measured; end from memory"),
  /** Off: only the quadrant that is written counts. */
  FLOOD_COUNTED_BEFORE_QUADRANT(
      "9.17",
      null,
      null,
      "a table write counts against all four quadrants' pages although it touches one",
      "5.14 measured"),
  /** Off: nothing is called. */
  INVPCID_CALLS_NULL_INVLPG(
      "9.18",
      null,
      "5.18",
      "INVPCID of one address calls a null handler of a context that maps linearly: the host oopses",
      "5.14 read; end from CVE-2022-1789"),
  /** Off: it acts on the context that translates the guest's addresses. */
  INVLPG_ACTS_ON_ACTIVE_MMU(
      "9.18",
      null,
      "5.17",
      "INVLPG acts on the context in use, which for L2 with nested paging is guest_mmu",
      "5.14 read; end from memory"),
  /** Off: it requests a flush of the guest's translations. */
  PGE_RESETS_CONTEXT(
      "9.21",
      null,
      "5.15",
      "a change of CR4.PGE unloads all roots although PGE is in no role",
      "5.14 measured; end from memory"),
  /** Off: LMA follows LME and CR0.PG. */
  VMRUN_LEAVES_LMA_CLEAR(
      "9.23",
      null,
      null,
      "LMA of vmcb12 is taken as it is, also if LME and CR0.PG ask for it",
      "5.14 read"),
  /** Off: the counter wraps at 16 bits. */
  TRACK_REFUSES_OVERFLOW(
      "9.24",
      null,
      null,
      "an update of gfn_track that leaves 0 to 65535 is refused, and later ones under-count",
      "5.14 read"),
  /** Off: CR3 is loaded last, as on VMRUN. */
  SVM_STATE_LOADS_CR3_FIRST(
      "9.26",
      null,
      "6.1",
      "KVM_SET_NESTED_STATE loads CR3 before L2 is entered, so that root_mmu gets L2's role",
      "5.14 read; end from memory"),
  /** Off: it computes none, and the context keeps the role of whoever ran before. */
  LOAD_CR3_INITIALISES_MMU(
      "3.8",
      null,
      null,
      "the CR3 load of a nested transition computes the role of the context in use, whether CR3 is a root or not",
      "5.14 measured");

  private final String item;
  private final KernelVersion since;
  private final KernelVersion until;
  private final String summary;
  private final String evidence;
  private final long mask = Long.rotateLeft(1, ordinal());

  Behaviour(String item, String since, String until, String summary, String evidence) {
    this.item = item;
    this.since = since == null ? null : KernelVersion.parse(since);
    this.until = until == null ? null : KernelVersion.parse(until);
    this.summary = summary;
    this.evidence = evidence;
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
    return summary;
  }

  /** How the range is known. */
  public String evidence() {
    return evidence;
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
