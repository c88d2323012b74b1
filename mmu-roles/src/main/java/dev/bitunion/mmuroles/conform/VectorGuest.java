package dev.bitunion.mmuroles.conform;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.mmu.EntryMemory;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.MemorySlots;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.HflagsBits;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleMath;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the two kinds of walk vectors share: a guest's registers, memory and context from text. */
final class VectorGuest {
  static final Behaviours BEHAVIOURS = Behaviours.of(KernelVersion.V5_14);

  private static final int READ_WRITE_FRAMES = 0x8000;
  private static final int READ_ONLY_FRAMES = 0x4000;

  private final DataLines lines;
  private final String mode;
  private final long cr0;
  private final long cr4;
  private final long efer;

  /**
   * Reads registers.
   *
   * @param mode 32, PAE, L4 or L5
   * @param flags a {@link VectorFlags} word
   */
  VectorGuest(DataLines lines, String mode, int flags) {
    this.lines = lines;
    this.mode = mode;
    boolean longMode = mode.equals("L4") || mode.equals("L5");
    if (!longMode && !mode.equals("PAE") && !mode.equals("32")) {
      throw lines.malformed("mode '" + mode + "' is not 32, PAE, L4 or L5");
    }
    cr0 = Cr0Bits.PG_MASK | Cr0Bits.prepWp(VectorFlagsBits.wp(flags));
    efer = EferBits.prepNx(VectorFlagsBits.nx(flags)) | EferBits.prepLma(longMode);
    cr4 =
        Cr4Bits.prepSmep(VectorFlagsBits.smep(flags))
            | Cr4Bits.prepSmap(VectorFlagsBits.smap(flags))
            | Cr4Bits.prepPse(VectorFlagsBits.pse(flags))
            | Cr4Bits.prepPke(VectorFlagsBits.pke(flags))
            | Cr4Bits.prepPae(!mode.equals("32"))
            | Cr4Bits.prepLa57(mode.equals("L5"));
  }

  /** The context of a guest that is walked in one stage. */
  MmuContext root(GuestCpuid cpuid) {
    MmuContext context = new MmuContext(MmuContext.Kind.ROOT, cpuid, BEHAVIOURS);
    context.initShadow(RoleMath.shadowRoot(cr0, cr4, efer, 0), RoleMath.rootLevel(cr0, cr4, efer));
    return context;
  }

  /** The context of L2's own tables. */
  MmuContext nested(GuestCpuid cpuid) {
    MmuContext context = new MmuContext(MmuContext.Kind.NESTED, cpuid, BEHAVIOURS);
    context.initNested(RoleMath.nested(cr0, cr4, efer, HflagsBits.GUEST_MASK));
    return context;
  }

  /** Gives the context the page-directory-pointer entry that serves an address, in PAE mode. */
  void setPdptr(MmuContext context, long address, long entry) {
    if (mode.equals("PAE")) {
      context.setPdptr(PageMath.pdptrIndex(address), entry);
    }
  }

  static GuestCpuid cpuid(DataLines lines, int maxphyaddr, boolean gbPages, boolean amd) {
    try {
      return new GuestCpuid(maxphyaddr, gbPages, amd);
    } catch (IllegalArgumentException e) {
      throw lines.malformed(e.getMessage());
    }
  }

  /** The memory of {@code gpa:value gpa:value ...}, in the slots that all walk vectors have. */
  EntryMemory memory(String text) {
    return memory(lines, text);
  }

  static EntryMemory memory(DataLines lines, String text) {
    SortedMap<Long, Long> entries = new TreeMap<>(Long::compareUnsigned);
    entries.putAll(entries(lines, text));
    long[] addresses = entries.keySet().stream().mapToLong(Long::longValue).toArray();
    long[] values = entries.values().stream().mapToLong(Long::longValue).toArray();
    MemorySlots slots =
        new MemorySlots()
            .add(0, READ_WRITE_FRAMES, false)
            .add(READ_WRITE_FRAMES, READ_ONLY_FRAMES, true);
    return new EntryMemory(addresses, values, slots);
  }

  /** The entries of {@code gpa:value gpa:value ...}; {@code -} is none. */
  static SortedMap<Long, Long> entries(DataLines lines, String text) {
    SortedMap<Long, Long> entries = new TreeMap<>();
    if (text.equals("-")) {
      return entries;
    }
    for (String entry : text.split(" ")) {
      int colon = entry.indexOf(':');
      if (colon < 0) {
        throw lines.malformed("'" + entry + "' is not gpa:value");
      }
      entries.put(
          Columns.hex(lines, "gpa", entry.substring(0, colon)),
          Columns.hex(lines, "value", entry.substring(colon + 1)));
    }
    return entries;
  }

  /** Compares the accessed and dirty updates of a walk, and that it read nothing unstated. */
  static void compareWrites(DataLines lines, String text, EntryMemory memory, Tally tally) {
    SortedMap<Long, Long> expected = entries(lines, text);
    expected.forEach(
        (address, value) -> {
          String what = "entry written at 0x" + Long.toHexString(address);
          if (memory.states(address)) {
            tally.hex(lines.number(), what, value, memory.at(address));
          } else {
            throw lines.malformed(what + " is not in the mem column");
          }
        });
    tally.number(lines.number(), "entries written", expected.size(), memory.changes());
    tally.number(lines.number(), "reads of unstated entries", 0, memory.strayReads());
  }
}
