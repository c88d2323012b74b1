package dev.bitunion.mmuroles.role;

import java.util.Locale;

/** The five ways in which v5.14 computes the role of an MMU context. */
public enum MmuKind {
  /** root_mmu of a host without EPT or NPT. */
  SHADOW("root_mmu under shadow paging"),
  /** root_mmu of a host with EPT or NPT. */
  TDP("root_mmu under two-dimensional paging"),
  /** guest_mmu shadowing L1's NPT. */
  NPT("guest_mmu shadowing L1's NPT"),
  /** guest_mmu shadowing L1's EPT. */
  EPT("guest_mmu shadowing L1's EPT"),
  /** nested_mmu, which walks L2's own tables. */
  NESTED("nested_mmu walking L2's tables");

  private final String context;

  MmuKind(String context) {
    this.context = context;
  }

  /** As users type it: {@code shadow}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The context and what it does. */
  public String context() {
    return context;
  }
}
