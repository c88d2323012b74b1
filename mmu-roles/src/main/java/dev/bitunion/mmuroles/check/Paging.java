package dev.bitunion.mmuroles.check;

/** What a VM's shadow pages shadow; fixed for the life of a VM by the host. */
public enum Paging {
  /** The guest's own tables: the host uses no two-dimensional paging. */
  SHADOW("shadow"),
  /** L1's EPT, on a host that uses EPT. */
  NESTED_EPT("ept"),
  /** L1's NPT, on a host that uses NPT. */
  NESTED_NPT("npt");

  private final String option;

  Paging(String option) {
    this.option = option;
  }

  /** Its name on the command line. */
  public String option() {
    return option;
  }
}
