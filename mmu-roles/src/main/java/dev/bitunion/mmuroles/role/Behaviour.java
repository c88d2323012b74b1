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
      "5.14 read");

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
