package dev.bitunion.mmuroles.role;

import java.util.ArrayList;
import java.util.List;

/**
 * What is computed for 6.1 although no trace of 6.1 shows it: it follows 5.14's rules with what the
 * traces show of the rest. The traces are Debian's 6.1 on an AMD host, with and without NPT.
 */
public enum Unverified {
  /** L1 uses EPT. */
  NESTED_EPT("nested EPT, and VMX as a whole"),
  /** SMM other than under two-dimensional paging. */
  SMM("SMM under shadow paging and from L2"),
  /** A root of five levels above a 4-level, PAE or 32-bit NPT. */
  NPT_ON_FIVE_LEVELS("L1's NPT on a host with five levels"),
  /** Nested guests of a guest on shadow paging. */
  SHADOW_ON_SHADOW("nested guests under shadow paging"),
  /** Five-level guests under shadow paging. */
  SHADOW_LA57("5-level guests under shadow paging"),
  /** CR4.PCIDE and NOFLUSH. */
  PCID("CR3 loads and INVPCID with CR4.PCIDE"),
  /** Protection keys. */
  KEYS("protection keys");

  private final String text;

  Unverified(String text) {
    this.text = text;
  }

  /** What it is, as part of a sentence. */
  public String text() {
    return text;
  }

  /** What a modelled kernel's behaviour was checked against. */
  public static String basis(KernelVersion kernel) {
    return kernel.equals(KernelVersion.V5_14)
        ? "checked against the kernel's own functions and against traces"
        : "checked against traces of Debian's kernel on AMD, with and without NPT";
  }

  /** The sentence that an answer for a kernel carries. */
  public String note(KernelVersion kernel) {
    return text + ": no trace of " + kernel + " shows it, so this is unverified";
  }

  /** All of a kernel: none where its own functions were asked. */
  public static List<Unverified> of(KernelVersion kernel) {
    return kernel.equals(KernelVersion.V5_14) ? List.of() : List.of(values());
  }

  /**
   * What of a context's role is unverified.
   *
   * @param levels levels of its root role
   * @param guestLevels levels of the guest's tables
   */
  public static List<Unverified> of(
      KernelVersion kernel, MmuKind mmu, long role, int levels, int guestLevels) {
    List<Unverified> doubts = new ArrayList<>();
    add(doubts, mmu == MmuKind.EPT, NESTED_EPT);
    add(doubts, MmuRoleBits.baseSmm(role) != 0 && mmu != MmuKind.TDP, SMM);
    add(doubts, mmu == MmuKind.NPT && levels > 4, NPT_ON_FIVE_LEVELS);
    add(doubts, mmu == MmuKind.SHADOW && MmuRoleBits.baseGuestMode(role), SHADOW_ON_SHADOW);
    add(doubts, mmu == MmuKind.SHADOW && guestLevels > 4, SHADOW_LA57);
    add(doubts, MmuRoleBits.extCr4Pke(role), KEYS);
    doubts.retainAll(of(kernel));
    return doubts;
  }

  private static void add(List<Unverified> doubts, boolean applies, Unverified doubt) {
    if (applies) {
      doubts.add(doubt);
    }
  }
}
