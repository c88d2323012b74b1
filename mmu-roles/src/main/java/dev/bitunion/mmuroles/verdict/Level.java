package dev.bitunion.mmuroles.verdict;

/** What is computed anew and compared. */
public enum Level {
  /** Outcome and error code of guest page-table walks. */
  WALKS("walks"),
  /** The role of every page that kvm_mmu_get_page made or found. */
  ROLES("roles"),
  /** Whether a context was configured anew. */
  RECONFIGURATIONS("reconfigurations"),
  /** Which root a change of CR3 or of the nested CR3 left loaded. */
  REUSE("reuse"),
  /** When gfn_track of a gfn went up and down. */
  GFN_TRACK("gfn_track");

  private final String key;

  Level(String key) {
    this.key = key;
  }

  /** Its key in JSON, never renamed. */
  public String key() {
    return key;
  }
}
