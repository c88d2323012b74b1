package dev.bitunion.mmuroles.check.reuse;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.check.reuse.GuestContext.Place;
import dev.bitunion.mmuroles.check.reuse.TableEntry.Format;
import java.util.ArrayList;
import java.util.List;

/**
 * The spaces that are searched. In every one the tables 1, 2, 3 and 4 lead to frames 5 and 6, so
 * that small changes of them meet all that a role has to keep apart: whose format, which level,
 * which part of a table, which rights, whose registers and whose memory.
 */
final class Spaces {
  private static final long PAGING = Cr0Bits.PG_MASK | Cr0Bits.PE_MASK;
  private static final long LONG_MODE = EferBits.LME_MASK | EferBits.LMA_MASK;
  private static final long GUARDED = 5;
  private static final long LONG_ROOT = 1;
  private static final long PDPT = 7;
  private static final long SHORT_ROOT = 8;
  private static final long SHORT_PDPT = 11;
  private static final long LA57_ROOT = 12;
  private static final long LARGE = 0x200;
  private static final long LARGE_SHORT = 0x400;
  private static final long PAGE = 0x1000;
  private static final long TWO_MEGABYTES = 0x200000;
  private static final long FOUR_MEGABYTES = 0x400000;
  private static final long GIGABYTE = 0x40000000;

  private static final String ALL = "P W U A D";
  private static final String[] PTE_RIGHTS = {
    "P U A D", "P W A D", "P W U A D NX", "P W U A D AVL_HIGH=1", "P W U", "P W U A", ""
  };
  private static final String[] PTE32_RIGHTS = {"P U A D", "P W A D", "P W U", "P W U A", ""};
  private static final String EPT_ALL = "R W X A D";
  private static final String[] EPT_RIGHTS = {
    "R X A D", "R W A D", "X A D", "W X A D", "R W X", "R W X A", ""
  };

  private Spaces() {}

  static List<Space> all() {
    return List.of(
        new Space(
            "shadow paging of L1, L2 and SMM",
            world(Machine.S, GUARDED, longTables()),
            longEdits(),
            places(),
            0,
            0,
            PAGE,
            TWO_MEGABYTES),
        new Space(
            "shadow paging, 8-byte tables",
            world(Machine.S, 0, longTables()),
            longEdits(),
            longContexts(Place.L1),
            2,
            0,
            PAGE,
            TWO_MEGABYTES,
            GIGABYTE),
        new Space(
            "shadow paging, 4-byte and PAE tables",
            world(Machine.S, 0, shortTables()),
            shortEdits(),
            shortContexts(Place.L1),
            3,
            0,
            PAGE,
            FOUR_MEGABYTES,
            GIGABYTE),
        new Space(
            "nested EPT",
            world(Machine.E4, 0, eptTables()),
            eptEdits(),
            eptContexts(),
            2,
            0,
            PAGE,
            TWO_MEGABYTES,
            GIGABYTE),
        new Space(
            "nested NPT, 8-byte tables",
            world(Machine.N, 0, longTables()),
            longEdits(),
            longContexts(Place.NPT),
            2,
            0,
            PAGE,
            TWO_MEGABYTES,
            GIGABYTE),
        new Space(
            "nested NPT, 4-byte and PAE tables",
            world(Machine.N, 0, shortTables()),
            shortEdits(),
            shortContexts(Place.NPT),
            3,
            0,
            PAGE,
            FOUR_MEGABYTES,
            GIGABYTE));
  }

  private static World world(Machine machine, long guarded, List<TableEntry> entries) {
    return new World(machine, guarded, entries);
  }

  private static TableEntry pte(long table, int index, long frame, String flags) {
    return TableEntry.of(Format.PTE, table, index, frame, flags);
  }

  private static TableEntry pte32(long table, int index, long frame, String flags) {
    return TableEntry.of(Format.PTE32, table, index, frame, flags);
  }

  private static TableEntry ept(long table, int index, long frame, String flags) {
    return TableEntry.of(Format.EPT, table, index, frame, flags);
  }

  private static List<TableEntry> longTables() {
    return List.of(
        pte(1, 0, 2, ALL),
        pte(2, 0, 3, ALL),
        pte(3, 0, 4, ALL),
        pte(4, 0, 5, ALL),
        pte(4, 1, 6, ALL),
        pte(LARGE, 0, 5, ALL),
        pte(PDPT, 0, 3, "P"),
        pte(LA57_ROOT, 0, 1, ALL));
  }

  private static List<TableEntry> longEdits() {
    List<TableEntry> edits = new ArrayList<>();
    for (int table = 4; table >= 1; table--) {
      for (String flags : PTE_RIGHTS) {
        edits.add(pte(table, 0, table + 1, flags));
      }
    }
    edits.add(pte(3, 1, 4, ALL));
    edits.add(pte(3, 1, 4, "P U A D"));
    edits.add(pte(3, 1, 4, "P W A D"));
    edits.add(pte(3, 1, 4, "P W U A D NX"));
    edits.add(pte(3, 1, LARGE, ALL));
    edits.add(pte(3, 1, LARGE, ALL + " PS"));
    edits.add(pte(3, 0, LARGE, ALL + " PS"));
    edits.add(pte(3, 0, LARGE, "P U A D PS"));
    edits.add(pte(3, 0, 3, ALL));
    edits.add(pte(2, 0, 2, ALL));
    edits.add(pte(2, 1, 3, ALL));
    edits.add(pte(2, 1, 3, "P U A D"));
    edits.add(pte(2, 1, 4, ALL));
    edits.add(pte(4, 0, 4, ALL));
    edits.add(pte(4, 0, 3, ALL));
    return edits;
  }

  private static List<TableEntry> shortTables() {
    return List.of(
        pte32(SHORT_ROOT, 0, 9, ALL),
        pte32(SHORT_ROOT, 256, 10, ALL),
        pte32(9, 0, 5, ALL),
        pte32(9, 1, 5, ALL),
        pte32(9, 2, 6, ALL),
        pte32(10, 0, 6, ALL),
        pte32(LARGE_SHORT, 0, 5, ALL),
        pte(SHORT_PDPT, 0, SHORT_ROOT, "P"));
  }

  private static List<TableEntry> shortEdits() {
    List<TableEntry> edits = new ArrayList<>();
    for (String flags : PTE32_RIGHTS) {
      edits.add(pte32(9, 0, 5, flags));
      edits.add(pte32(SHORT_ROOT, 0, 9, flags));
    }
    edits.add(pte32(SHORT_ROOT, 0, LARGE_SHORT, ALL + " PS"));
    edits.add(pte32(SHORT_ROOT, 0, LARGE_SHORT, "P U A D PS"));
    edits.add(pte32(SHORT_ROOT, 0, LARGE_SHORT, ALL));
    edits.add(pte32(SHORT_ROOT, 1, 9, ALL));
    edits.add(pte32(SHORT_ROOT, 1, 9, "P U A D"));
    edits.add(pte32(SHORT_ROOT, 1, 10, ALL));
    edits.add(pte32(SHORT_ROOT, 1, LARGE_SHORT, ALL));
    edits.add(pte32(SHORT_ROOT, 1, LARGE_SHORT, ALL + " PS"));
    edits.add(pte32(SHORT_ROOT, 256, 9, ALL));
    edits.add(pte32(SHORT_ROOT, 0, SHORT_ROOT, ALL));
    edits.add(pte32(9, 512, 6, ALL));
    return edits;
  }

  private static List<TableEntry> eptTables() {
    return List.of(
        ept(1, 0, 2, EPT_ALL),
        ept(2, 0, 3, EPT_ALL),
        ept(3, 0, 4, EPT_ALL),
        ept(4, 0, 5, EPT_ALL),
        ept(4, 1, 6, EPT_ALL),
        ept(LARGE, 0, 5, EPT_ALL));
  }

  private static List<TableEntry> eptEdits() {
    List<TableEntry> edits = new ArrayList<>();
    for (int table = 4; table >= 1; table--) {
      for (String flags : EPT_RIGHTS) {
        edits.add(ept(table, 0, table + 1, flags));
      }
    }
    edits.add(ept(3, 1, 4, EPT_ALL));
    edits.add(ept(3, 1, 4, "R X A D"));
    edits.add(ept(3, 1, 4, "X A D"));
    edits.add(ept(3, 1, LARGE, EPT_ALL));
    edits.add(ept(3, 1, LARGE, EPT_ALL + " PS"));
    edits.add(ept(3, 0, LARGE, EPT_ALL + " PS"));
    edits.add(ept(3, 0, LARGE, "R X A D PS"));
    edits.add(ept(3, 0, 3, EPT_ALL));
    edits.add(ept(2, 1, 3, EPT_ALL));
    edits.add(ept(2, 1, 3, "R X A D"));
    edits.add(ept(4, 0, 4, EPT_ALL));
    return edits;
  }

  /** Long mode with 4 levels, PAE paging of the same page directory, and one state of 5 levels. */
  private static List<GuestContext> longContexts(Place place) {
    List<GuestContext> contexts = new ArrayList<>();
    for (long[] flags : flags(place)) {
      long cr4 = flags[1] | Cr4Bits.PAE_MASK;
      contexts.add(GuestContext.of(place, flags[0], cr4, flags[2] | LONG_MODE, LONG_ROOT));
      contexts.add(GuestContext.of(place, flags[0], cr4, flags[2], PDPT));
    }
    GuestContext plain = contexts.get(0);
    if (place == Place.L1) {
      long cr4 = plain.cr4() | Cr4Bits.LA57_MASK;
      contexts.add(GuestContext.of(place, plain.cr0(), cr4, plain.efer(), LA57_ROOT));
    } else {
      // CR4.PSE is in the full role alone: with it KVM notices that L1 left long mode.
      GuestContext pae = contexts.get(1);
      long cr4 = pae.cr4() | Cr4Bits.PSE_MASK;
      contexts.add(GuestContext.of(place, pae.cr0(), cr4, pae.efer(), PDPT));
    }
    return contexts;
  }

  /** 32-bit paging with and without 4 MB pages, and PAE paging of the same tables. */
  private static List<GuestContext> shortContexts(Place place) {
    List<GuestContext> contexts = new ArrayList<>();
    for (long[] flags : flags(place)) {
      long pse = flags[1] | Cr4Bits.PSE_MASK;
      contexts.add(GuestContext.of(place, flags[0], pse, flags[2], SHORT_ROOT));
      contexts.add(GuestContext.of(place, flags[0], flags[1], flags[2], SHORT_ROOT));
      long pae = flags[1] | Cr4Bits.PAE_MASK;
      contexts.add(GuestContext.of(place, flags[0], pae, flags[2], SHORT_PDPT));
    }
    return contexts;
  }

  /** CR0, CR4 and EFER of every choice of WP, SMEP, SMAP and NX; L1's WP means nothing to NPT. */
  private static List<long[]> flags(Place place) {
    List<long[]> all = new ArrayList<>();
    long[] wps = place == Place.NPT ? new long[] {1} : new long[] {1, 0};
    for (long wp : wps) {
      for (long nx : new long[] {1, 0}) {
        for (long smep : new long[] {0, 1}) {
          for (long smap : new long[] {0, 1}) {
            all.add(
                new long[] {
                  PAGING | wp * Cr0Bits.WP_MASK,
                  smep * Cr4Bits.SMEP_MASK | smap * Cr4Bits.SMAP_MASK,
                  nx * EferBits.NX_MASK
                });
          }
        }
      }
    }
    return all;
  }

  /** Four states of long mode, each for L1, for L2 and in SMM. */
  private static List<GuestContext> places() {
    List<GuestContext> contexts = new ArrayList<>();
    for (long wp : new long[] {Cr0Bits.WP_MASK, 0}) {
      for (long nx : new long[] {EferBits.NX_MASK, 0}) {
        GuestContext l1 =
            GuestContext.of(Place.L1, PAGING | wp, Cr4Bits.PAE_MASK, nx | LONG_MODE, LONG_ROOT);
        contexts.add(l1);
        contexts.add(l1.in(Place.L2));
        contexts.add(l1.in(Place.SMM));
      }
    }
    return contexts;
  }

  private static List<GuestContext> eptContexts() {
    List<GuestContext> contexts = new ArrayList<>();
    for (boolean execonly : new boolean[] {false, true}) {
      for (boolean ad : new boolean[] {true, false}) {
        contexts.add(
            new GuestContext(
                Place.EPT,
                PAGING | Cr0Bits.WP_MASK,
                Cr4Bits.PAE_MASK,
                LONG_MODE | EferBits.NX_MASK,
                LONG_ROOT,
                ad,
                execonly));
      }
    }
    return contexts;
  }
}
