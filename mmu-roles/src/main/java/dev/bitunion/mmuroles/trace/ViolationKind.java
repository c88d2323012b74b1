package dev.bitunion.mmuroles.trace;

/** What the identity of shadow pages forbids. */
public enum ViolationKind {
  CREATED_WHILE_LIVE("created", "created although a page of this gfn and role is live"),
  REUSED_NOT_LIVE("reused", "reused although no page of this gfn and role is live"),
  INVALID("invalid", "only kvm_mmu_prepare_zap_page speaks of an invalid page"),
  ZAPPED_NOT_LIVE("zapped", "zapped although no page of this gfn and role is left to zap"),
  FREED_NOT_ZAPPED("freed", "printed as invalid although no zapped page is still a root"),
  UNSYNC_NOT_LIVE("unsync", "made unsync although no page of this gfn and role is live"),
  UNSYNC_TWICE("unsync-twice", "made unsync although it is unsync already"),
  SYNC_NOT_LIVE("sync", "synced although no page of this gfn and role is live"),
  SYNC_NOT_UNSYNC("sync-twice", "synced although it is not unsync"),
  SYNC_MISSING("sync-missing", "zapped while unsync, but no kvm_mmu_sync_page follows"),
  UNSYNC_FLAG("unsync-flag", "its unsync flag contradicts the sync and unsync events before"),
  GENERATION("generation", "its generation differs although no kvm_mmu_zap_all_fast came between"),
  USED_PAGES("used-pages", "the number of used pages differs from what the trace made and zapped"),
  IMPOSSIBLE_ROLE("impossible-role", "no page can have this role");

  private final String id;
  private final String text;

  ViolationKind(String id, String text) {
    this.id = id;
    this.text = text;
  }

  /** Short name, never renamed. */
  public String id() {
    return id;
  }

  /** What is wrong, as the end of a sentence about the event's page. */
  public String text() {
    return text;
  }
}
