package dev.bitunion.mmuroles.shadow;

import dev.bitunion.mmuroles.mmu.MemorySlots;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.PassthroughMarkBits;
import dev.bitunion.mmuroles.role.ReuseKey;

/**
 * What the shadow MMU knows about one virtual machine: its pages, their entries, the counters of
 * its frames and its limits. The work on it is done by {@link PageCache}, {@link PageZapper},
 * {@link UnsyncPages} and {@link Roots}.
 */
public final class ShadowVm {
  /** Pages below which KVM makes room before it handles a fault or loads a root. */
  static final int MIN_FREE = 5;

  /** Pages that are free after KVM made room. */
  static final int REFILL = 25;

  final ShadowPages pages = new ShadowPages();
  final PageIndex index = new PageIndex(pages);
  final ShadowEntries entries = new ShadowEntries(pages);
  final GfnTracking tracking;
  private final MemorySlots[] slots = {new MemorySlots(), new MemorySlots()};
  final CacheStats stats = new CacheStats();
  final StaleMappers staleMappers = new StaleMappers();

  /** Whether L0 uses EPT or NPT. */
  final boolean tdpEnabled;

  /** What the kernel does; asked at construction only. */
  final Behaviours behaviours;

  /** What of a role pages are found by. */
  final PageKey key;

  /** Whether a frame is tracked is asked in the vCPU's address space only. */
  final boolean tracksOneSpace;

  PageEvents events = PageEvents.NONE;
  int used;
  int indirect;
  int generation;
  int max = Integer.MAX_VALUE;

  /** Largest level at which the host maps memory: 1 (4 KB) to 3 (1 GB). */
  int hostLevel = 1;

  /** Whether frames without memory get entries that remember them. */
  boolean mmioCaching = true;

  private final LongIntMap separated = new LongIntMap();
  private int requests;
  private int space;
  private boolean guestMode;

  /** A machine without memory, pages or limit. */
  public ShadowVm(boolean tdpEnabled, Behaviours behaviours) {
    this(tdpEnabled, behaviours, ReuseKey.WHOLE);
  }

  ShadowVm(boolean tdpEnabled, Behaviours behaviours, ReuseKey reuse) {
    this.tdpEnabled = tdpEnabled;
    this.behaviours = behaviours;
    this.key = new PageKey(behaviours, reuse);
    this.tracksOneSpace = behaviours.has(Behaviour.TRACKING_CHECKED_IN_ONE_SPACE);
    this.tracking = new GfnTracking(behaviours.has(Behaviour.TRACK_REFUSES_OVERFLOW));
  }

  /** Every shadow page. */
  public ShadowPages pages() {
    return pages;
  }

  /** gfn_track and the large-page counters. */
  public GfnTracking tracking() {
    return tracking;
  }

  /** Guest memory of an address space (0 normal, 1 SMM). */
  public MemorySlots slots(int addressSpace) {
    return slots[addressSpace];
  }

  /** KVM's statistics. */
  public CacheStats stats() {
    return stats;
  }

  /** What the kernel's reverse map holds beyond the entries that map something. */
  public StaleMappers staleMappers() {
    return staleMappers;
  }

  /** Sets who hears of page events. */
  public void listen(PageEvents listener) {
    events = listener;
  }

  /** n_used_mmu_pages. */
  public int used() {
    return used;
  }

  /** indirect_shadow_pages. */
  public int indirect() {
    return indirect;
  }

  /** mmu_valid_gen: 0 or 1. */
  public int generation() {
    return generation;
  }

  /** n_max_mmu_pages. */
  public int max() {
    return max;
  }

  /** Sets n_max_mmu_pages. */
  public void setMax(int pagesAllowed) {
    max = pagesAllowed;
  }

  /** Sets the largest level at which the host maps memory: 1 (4 KB) to 3 (1 GB). */
  public void setHostLevel(int level) {
    hostLevel = level;
  }

  /** Pending requests, a {@link RequestSet} word. */
  public int requests() {
    return requests;
  }

  /** Adds requests. */
  public void request(int set) {
    requests |= set;
  }

  /** Takes requests back or marks them served. */
  public void clearRequests(int set) {
    requests &= ~set;
  }

  /** The vCPU's address space: 1 in SMM. */
  public int space() {
    return space;
  }

  /** Sets the vCPU's address space. */
  public void setSpace(int addressSpace) {
    space = addressSpace;
  }

  /** Sets whether a nested guest runs: it does not see KVM's private slots. */
  public void setGuestMode(boolean on) {
    guestMode = on;
  }

  /** Gives a frame memory of its own in address space 1 (SMRAM behind a normal frame). */
  public void separate(long gfn) {
    separated.put(gfn, 1);
  }

  /**
   * Whether a frame's memory, seen from the vCPU's address space, is hidden from the normal one.
   */
  public boolean hidden(long gfn) {
    return space != 0 && separated.size() != 0 && separated.get(gfn) != 0;
  }

  /** Whether a leaf may map the frame: it has memory that the running guest may see. */
  public boolean mappable(long gfn) {
    return slots[space].exists(gfn) && !(guestMode && slots[space].isPrivate(gfn));
  }

  /** The entry of a page, a {@link ShadowEntry} word; 0 if absent. */
  public long entry(int page, int at) {
    return entries.get(page, at);
  }

  /** The first index from {@code from} on that may hold an entry; 512 if there is none. */
  public int nextEntry(int page, int from) {
    return entries.nextStored(page, from);
  }

  /** The valid page of this gfn and role, or {@link ShadowPages#NONE}. Allocates nothing. */
  public int find(long gfn, int role) {
    return index.find(gfn, role);
  }

  /** Entries stored in all pages together. */
  public int entryCount() {
    return entries.size();
  }

  /** Whether pages of the role stand for a guest's table, so that writes to it concern them. */
  static boolean shadowsTable(int role) {
    return !PageRoleBits.direct(role) && !PassthroughMarkBits.passthrough(role);
  }

  /** Whether a write to the frame must be caught, as seen from the vCPU. */
  boolean tracked(long gfn) {
    return tracking.tracked(gfn, space) || !tracksOneSpace && tracking.tracked(gfn, 1 - space);
  }

  boolean obsolete(int page) {
    return pages.invalid(page) || pages.generation(page) != generation;
  }
}
