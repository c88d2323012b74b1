package dev.bitunion.mmuroles.check;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.ExtendedRoleBits;
import dev.bitunion.mmuroles.role.HflagsBits;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.RoleMath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongToIntFunction;

/**
 * The roles of one gfn's tracked shadow pages, found by going through every legal register state
 * and every path of entry rights with the simulator's own {@link RoleMath}. It knows none of the
 * conditions of {@link RoleFamilies}, which it confirms, and it can tell what one more bit of the
 * full role would cost.
 */
public final class ReachableRoles {
  /** Rights of a table entry are those of an access value; this one restricts nothing. */
  private static final int ALL = 7;

  private static final int EXEC = 1;
  private static final int USER = 4;

  private final CountCase of;
  private final boolean prefault;
  private final LongToIntFunction extraBit;
  private final Set<Long> words = new HashSet<>();

  private ReachableRoles(CountCase of, boolean prefault, LongToIntFunction extraBit) {
    this.of = of;
    this.prefault = prefault;
    this.extraBit = extraBit;
  }

  /** The page roles of the case. */
  public static Set<Long> words(CountCase of) {
    return words(of, false, role -> 0);
  }

  /**
   * The page roles of the case if a page may also be made by a walk without access rights, as the
   * prefault of an asynchronous page fault does after L1 changed its tables.
   */
  public static Set<Long> wordsWithPrefault(CountCase of) {
    return words(of, true, role -> 0);
  }

  /**
   * The page roles of the case if one more bit joined them.
   *
   * @param extraBit the bit's value, 0 or 1, from the full role
   * @return the page role, and the bit above it
   */
  public static Set<Long> wordsWith(CountCase of, LongToIntFunction extraBit) {
    return words(of, false, extraBit);
  }

  /** A bit of the extended role, by its C name, from the full role; null if there is none. */
  public static LongToIntFunction extendedRoleBit(String name) {
    long flag;
    try {
      flag = ExtendedRoleBits.parse(name);
    } catch (IllegalArgumentException e) {
      return null;
    }
    return role -> (MmuRoleBits.ext(role) & flag) != 0 ? 1 : 0;
  }

  private static Set<Long> words(CountCase of, boolean prefault, LongToIntFunction extraBit) {
    ReachableRoles roles = new ReachableRoles(of, prefault, extraBit);
    switch (of.paging()) {
      case SHADOW -> roles.addShadow();
      case NESTED_EPT -> roles.addEpt();
      case NESTED_NPT -> roles.addNpt();
    }
    return roles.words;
  }

  private void addShadow() {
    int smm = of.addressSpace();
    int guestModes = smm == 1 ? 1 : of.guestModes();
    for (int guest = 0; guest < guestModes; guest++) {
      int hflags = HflagsBits.withSmmBit(HflagsBits.withGuestBit(0, guest), smm);
      for (long[] regs : legalRegisters()) {
        long role = of.model().shadowRoot(regs[0], regs[1], regs[2], hflags);
        int pages = of.model().shadowPages(role);
        addTables(role, pages, RoleMath.rootLevel(regs[0], regs[1], regs[2]));
      }
    }
  }

  private void addNpt() {
    for (long[] regs : legalRegisters()) {
      if (regs[0] == RoleMath.NPT_CR0) {
        long role = of.model().shadowNpt(regs[1], regs[2], 0, 4);
        int levels = RoleMath.rootLevel(regs[0], regs[1], regs[2]);
        addTables(role, of.model().nptPages(role, 4, levels), levels);
      }
    }
  }

  private void addEpt() {
    for (int level = 4; level <= (of.fiveLevels() ? 5 : 4); level++) {
      for (int ad = 0; ad <= (of.accessedDirty() ? 1 : 0); ad++) {
        long role = RoleMath.shadowEpt(ad == 1, of.execonly(), level, 0);
        addTables(role, MmuRoleBits.base(role), level);
      }
    }
  }

  /** The pages under a root of a guest whose tables have {@code rootLevel} levels. */
  private void addTables(long role, int pages, int rootLevel) {
    if (rootLevel == 2) {
      for (int quadrant = 0; quadrant < 4; quadrant++) {
        add(role, pages, 2, quadrant, ALL);
      }
      return;
    }
    int level = PageMath.topPageLevel(rootLevel);
    Set<Integer> accesses = Set.of(ALL);
    for (; level >= 2; level--) {
      for (int access : accesses) {
        if (passable(access)) {
          add(role, pages, level, 0, access);
        }
      }
      accesses = below(accesses, MmuRoleBits.base(role));
    }
  }

  private void add(long role, int pages, int level, int quadrant, int access) {
    int word = PageRoleBits.withLevel(pages, level);
    word = PageRoleBits.withQuadrant(word, quadrant);
    word = PageRoleBits.withAccess(word, access);
    words.add(MmuRoleBits.withExt(Integer.toUnsignedLong(word), extraBit.applyAsInt(role)));
  }

  /** Some real access gets through a table with this access. */
  private boolean passable(int access) {
    return prefault
        || switch (of.paging()) {
          case SHADOW -> true;
          case NESTED_EPT -> access != 0;
          case NESTED_NPT -> (access & USER) != 0;
        };
  }

  private Set<Integer> below(Set<Integer> accesses, int role) {
    Set<Integer> below = new HashSet<>();
    for (int access : accesses) {
      for (int rights = 0; rights <= ALL; rights++) {
        if (legalRights(rights, role)) {
          below.add(access & rights);
        }
      }
    }
    return below;
  }

  /** An entry with these rights is present and has no reserved bit set. */
  private boolean legalRights(int rights, int role) {
    if (of.paging() == Paging.NESTED_EPT) {
      return (rights & USER) != 0 || rights == EXEC && of.execonly();
    }
    return PageRoleBits.efer_nx(role) || (rights & EXEC) != 0;
  }

  /** CR0, CR4 and EFER of every legal state with paging that the role can tell apart. */
  private List<long[]> legalRegisters() {
    String[] modes =
        of.fiveLevels() && of.paging() == Paging.SHADOW
            ? new String[] {"", "PAE", "PAE LMA", "PAE LMA LA57"}
            : new String[] {"", "PAE", "PAE LMA"};
    List<long[]> states = new ArrayList<>();
    for (String mode : modes) {
      long efer = mode.contains("LMA") ? EferBits.LME_MASK | EferBits.LMA_MASK : 0;
      long cr4 = mode.contains("PAE") ? Cr4Bits.PAE_MASK : 0;
      cr4 |= mode.contains("LA57") ? Cr4Bits.LA57_MASK : 0;
      for (long free : RegisterState.subsets(FREE_CR4)) {
        for (long wp : RegisterState.subsets(Cr0Bits.WP_MASK)) {
          for (long nx : RegisterState.subsets(EferBits.NX_MASK)) {
            states.add(new long[] {Cr0Bits.PG_MASK | wp, cr4 | free, efer | nx});
          }
        }
      }
    }
    return states;
  }

  private static final long FREE_CR4 =
      Cr4Bits.PSE_MASK
          | Cr4Bits.PGE_MASK
          | Cr4Bits.SMEP_MASK
          | Cr4Bits.SMAP_MASK
          | Cr4Bits.PKE_MASK;
}
