package dev.bitunion.mmuroles.check.invariant;

import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.leaf;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.present;

import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.shadow.RequestSetBits;
import dev.bitunion.mmuroles.shadow.ShadowPages;
import dev.bitunion.mmuroles.shadow.VmMemory;
import dev.bitunion.mmuroles.vcpu.Registers;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import dev.bitunion.mmuroles.vcpu.VcpuEvents;
import dev.bitunion.mmuroles.vcpu.Vendor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks every invariant of a machine after each step, and remembers between steps what some of
 * them need: which links there were, and what tables held since the TLB was last coherent. A
 * machine that nobody watches does nothing for it.
 */
public final class InvariantWatch {
  private static final int SERVED_AT_ENTRY =
      RequestSetBits.SYNC_MASK | RequestSetBits.RELOAD_MASK | RequestSetBits.FLUSHGUEST_MASK;

  private final Vcpu vcpu;
  private final VcpuEvents on;
  private final Map<Long, long[]> contents = new HashMap<>();
  private final Map<Long, List<long[]>> versions = new HashMap<>();
  private Set<Long> links = new HashSet<>();
  private Set<Violation> before = new HashSet<>();
  private Registers registers;
  private long faults;
  private long stores;
  private long invalidations;
  private long entries;
  private boolean flushOwed;
  private boolean separateTags;

  /** Watches a machine from its present state on. */
  public InvariantWatch(Vcpu vcpu, VcpuEvents on) {
    this.vcpu = vcpu;
    this.on = on;
    registers = registers();
    remember();
  }

  /**
   * Looks at the machine after a step.
   *
   * @return what does not hold and held, or did not exist, after the step before
   */
  public List<Violation> after() {
    coherence();
    changedTables();
    Set<Long> now = allLinks();
    Set<Long> made = new HashSet<>(now);
    made.removeAll(links);
    Observed observed =
        new Observed(
            vcpu,
            on,
            on.memory().faults() != faults,
            made,
            versions,
            on.memory().invalidations() != invalidations);
    Findings findings = new Findings();
    for (Invariant invariant : Invariant.values()) {
      findings.of(invariant);
      invariant.look(observed, findings);
    }
    links = now;
    remember();
    Set<Violation> all = new HashSet<>(findings.all());
    List<Violation> fresh =
        findings.all().stream()
            .distinct()
            .filter(violation -> !before.contains(violation))
            .toList();
    before = all;
    return fresh;
  }

  private void remember() {
    faults = on.memory().faults();
    stores = on.memory().stores();
    invalidations = on.memory().invalidations();
    entries = on.entry().entries();
    VmMemory memory = vcpu.shadow().memory();
    for (long page = 0; page < memory.touched(); page++) {
      contents.put(page, FrozenMemory.content(memory, page));
    }
  }

  private Registers registers() {
    return new Registers(vcpu.cr0(), vcpu.cr3(), vcpu.cr4(), vcpu.efer());
  }

  /** Forgets earlier contents once the guest was entered after something that flushes the TLB. */
  private void coherence() {
    boolean pending = (vcpu.vm().requests() & SERVED_AT_ENTRY) != 0;
    Registers now = registers();
    boolean tagged =
        Cr4Bits.pcide(now.cr4())
            || vcpu.config().vendor() == Vendor.VMX && on.nesting().savedL1() != null;
    separateTags |= tagged;
    flushOwed |= pending || !now.equals(registers);
    registers = now;
    boolean entered = on.entry().entries() != entries;
    if (flushOwed && entered && !pending) {
      flushOwed = false;
      if (!separateTags) {
        versions.clear();
      }
    }
  }

  /** Notes what a page held before the step if the guest could change it without KVM noticing. */
  private void changedTables() {
    boolean stored = on.memory().stores() != stores;
    VmMemory memory = vcpu.shadow().memory();
    for (Map.Entry<Long, long[]> page : contents.entrySet()) {
      long[] now = FrozenMemory.content(memory, page.getKey());
      if (!java.util.Arrays.equals(now, page.getValue())
          && (stored || !watched(memory.frame(page.getKey())))) {
        versions.computeIfAbsent(page.getKey(), key -> new ArrayList<>()).add(page.getValue());
      }
    }
  }

  /** Whether every write to the frame is caught: some page stands for it, and none is unsync. */
  private boolean watched(long gfn) {
    ShadowPages pages = vcpu.vm().pages();
    boolean any = false;
    for (int page = 0; page < pages.limit(); page++) {
      if (pages.isAllocated(page) && !pages.invalid(page) && pages.gfn(page) == gfn) {
        if (pages.unsync(page)) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private Set<Long> allLinks() {
    Set<Long> all = new HashSet<>();
    ShadowPages pages = vcpu.vm().pages();
    for (int page = 0; page < pages.limit(); page++) {
      if (pages.isAllocated(page)) {
        for (int at = vcpu.vm().nextEntry(page, 0);
            at < Entries.PER_PAGE;
            at = vcpu.vm().nextEntry(page, at + 1)) {
          long entry = vcpu.vm().entry(page, at);
          if (present(entry) && !leaf(entry)) {
            all.add(Entries.linkKey(vcpu.vm(), page, at));
          }
        }
      }
    }
    return all;
  }
}
