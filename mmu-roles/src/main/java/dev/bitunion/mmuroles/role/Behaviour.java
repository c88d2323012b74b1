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
  QUADRANT_ON_DIRECT_PAGES("9.16", null, null),
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
  /** Off: pages of 4-byte tables are told apart by CR4.PSE. */
  ROLE_LACKS_PSE("9.27", null, null),
  /** Off: tables that long mode walks are told apart from those of PAE paging. */
  ROLE_LACKS_LMA("9.28", null, null),
  /** Off: such a write is emulated while SMAP is on, and leaves no entry. */
  LENT_WRITE_FORGETS_AC("9.29", null, null),
  /** Off: it computes none, and the context keeps the role of whoever ran before. */
  LOAD_CR3_INITIALISES_MMU("3.8", null, null),
  /** Off: pages whose role differs only in such bits are one page. */
  ROLE_BITS_WITHOUT_EFFECT("9.4", null, null),
  /** Off: the load of such a root fails, as it does for other mixtures of levels. */
  NPT_OF_FIVE_LEVELS_LOADS("9.22", null, null),
  /** Off: a direct page's role has the rights of its mapping. */
  DIRECT_ROLE_LACKS_ACCESS("B01", null, "2.6"),
  /** Off: page roles have efer_nx. */
  ROLE_LACKS_NX("B02", null, "2.6"),
  /** Off: page roles have cr0_wp. */
  ROLE_LACKS_WP("B03", null, "2.6"),
  /** Off: the large entry's own rights count too. */
  DIRECT_ACCESS_OF_PARENT("B04", null, "2.6"),
  /** Off: a direct child with other rights is unlinked. */
  DIRECT_ACCESS_NOT_COMPARED("B05", null, "2.6"),
  /** Off: the role follows the rights that the entry gets. */
  DIRECT_ROLE_BEFORE_WP("B06", null, "3.9"),
  /** Off: page roles have smap_andnot_wp. */
  ROLE_LACKS_SMAP("B07", null, "4.2"),
  /** Off: page roles have guest_mode. */
  ROLE_LACKS_GUEST_MODE("B09", null, "4.18"),
  /** Off: the change makes every role different. */
  EXT_ROLE_LACKS_MAXPHYADDR("B10", null, "5.0"),
  /** Off: the extended role has cr4_pae. */
  TDP_ROLE_LACKS_PAE("B11", "5.1", "5.2"),
  /** Off: the role has the level of the host's tables. */
  NPT_ROLE_HAS_GUEST_LEVEL("B12", null, "5.9"),
  /** Off: the root has the level of the role. */
  NPT_ROOT_HAS_GUEST_LEVEL("B13", "5.9", "5.13"),
  /** Off: the role is calculated in full. */
  NESTED_ROLE_LACKS_LEVEL("B14", null, "5.13"),
  /** Off: the flag and the context change together. */
  RSM_RESETS_LATE("B15", "5.1", "5.13"),
  /** Off: each table gets what the levels above it allow. */
  TABLES_GET_LAST_ACCESS("B16", "2.6", "5.13"),
  /** Off: the extended role has cr4_la57. */
  TDP_ROLE_LACKS_LA57("B17", "5.9", "5.14"),
  /** Off: the change makes every role different. */
  CPUID_CHANGE_KEEPS_ROLES("B18", null, "5.14"),
  /** Off: it reads the context's role. */
  NPT_WALK_READS_LIVE_SMEP("B19", "3.1", "5.14"),
  /** Off: roots go too. */
  INIT_KEEPS_ROOTS("B20", null, "5.14"),
  /** Off: without paging every paging bit is clear. */
  ROLE_KEYED_WITHOUT_PAGING("B23", null, "5.14"),
  /** Off: what is unsync below the child is synchronised first. */
  CHILD_LINKED_UNSYNCED("B25", "2.6", "5.15"),
  /** Off: its role has passthrough. */
  ROOT_ABOVE_NPT_LACKS_MARK("B26", null, "5.19"),
  /** Off: the context is reset. */
  WP_WRITE_KEEPS_CONTEXT("B27", "6.4", "6.4"),
  /** Off: the present entry is dropped first. */
  MMIO_ENTRY_KEEPS_MAPPER("B28", "5.13", "7.0"),
  /** Off: a child of another frame is unlinked. */
  CHILD_FRAME_NOT_COMPARED("B30", "2.6", "7.1"),
  /** Off: a child of another role is unlinked. */
  CHILD_ROLE_NOT_COMPARED("B31", "2.6", "7.2"),
  /** Off: a fault whose root went starts again. */
  ROOT_CHECKED_BEFORE_RECLAIM("B32", "5.9", "7.2"),
  /** Off: both address spaces are asked. */
  TRACKING_CHECKED_IN_ONE_SPACE("B33", "4.2", "7.3"),
  /** Off: a cpu role says what the context is configured for, a root role what its pages are. */
  ONE_ROLE_FOR_CPU_AND_PAGES("2", null, "5.19"),
  /** Off: there both bits are always set, so that a VM has one tree a mode of the processor. */
  TDP_PAGES_FOLLOW_GUEST("9.4", null, "6.1"),
  /** Off: efer_nx is always set, as it is in the processor while KVM shadows. */
  SHADOW_PAGES_FOLLOW_NX("2", null, "6.1"),
  /** Off: the parts of a 4 MB page have 4-byte entries in their role, as their parent has. */
  DIRECT_PAGES_ARE_8_BYTE("4.2", null, "5.17"),
  /** Off: the context is initialised first, and asks for the page role that it then has. */
  NEW_PGD_BEFORE_INIT("3.8", null, "6.1"),
  /** Off: only roots that are obsolete go, and special tables, which do not tell. */
  ROOT_ZAP_FREES_EVERY_ROOT("3.2", null, "6.1"),
  /** Off: the current root is synchronised, and only previous ones with unsync pages go. */
  GUEST_FLUSH_FREES_EVERY_ROOT("3.2", null, "6.1"),
  /** Off: it requests a flush of the guest's translations. */
  PCIDE_OFF_RESETS_CONTEXT("3.3", null, "6.1");

  private final String item;
  private final KernelVersion since;
  private final KernelVersion until;
  private final long mask = Long.rotateLeft(1, ordinal());

  Behaviour(String item, String since, String until) {
    this.item = item;
    this.since = since == null ? null : KernelVersion.of(since);
    this.until = until == null ? null : KernelVersion.of(until);
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

  /** What happens when it is off; asked only where the modelled kernels are on different sides. */
  public String otherwise() {
    return BehaviourTexts.of(name() + ".off");
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
