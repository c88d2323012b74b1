package dev.bitunion.mmuroles.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Taking the registers out of a role again, against every legal state that has one. */
class RoleOriginTest {
  private static final RoleModel KERNEL = RoleModel.of(KernelVersion.V5_14);
  private static final int TDP_LEVEL = 4;

  private record State(long cr0, long cr4, long efer) {
    int rootLevel() {
      return RoleMath.rootLevel(cr0, cr4, efer);
    }
  }

  /** The 640 legal states of the bits that roles depend on. */
  private static List<State> legalStates() {
    List<State> states = new ArrayList<>();
    boolean[] both = {false, true};
    for (boolean pg : both) {
      for (boolean wp : both) {
        for (boolean pae : both) {
          for (boolean lma : both) {
            if (lma && !(pg && pae)) {
              continue;
            }
            long cr0 = Cr0Bits.prepPg(pg) | Cr0Bits.prepWp(wp);
            long cr4 = Cr4Bits.prepPae(pae);
            addRest(states, cr0, cr4, EferBits.prepLma(lma));
          }
        }
      }
    }
    return states;
  }

  private static void addRest(List<State> states, long cr0, long cr4, long efer) {
    boolean[] both = {false, true};
    for (boolean pse : both) {
      for (boolean smep : both) {
        for (boolean smap : both) {
          for (boolean pke : both) {
            for (boolean la57 : both) {
              for (boolean nx : both) {
                states.add(
                    new State(
                        cr0,
                        cr4
                            | Cr4Bits.prepPse(pse)
                            | Cr4Bits.prepSmep(smep)
                            | Cr4Bits.prepSmap(smap)
                            | Cr4Bits.prepPke(pke)
                            | Cr4Bits.prepLa57(la57),
                        efer | EferBits.prepNx(nx)));
              }
            }
          }
        }
      }
    }
  }

  private static Map<Long, Set<Integer>> rootLevels(MmuKind mmu, boolean guestMode, boolean smm) {
    int hflags = HflagsBits.prepGuest(guestMode) | HflagsBits.prepSmm(smm);
    Map<Long, Set<Integer>> levels = new HashMap<>();
    for (State s : legalStates()) {
      long role =
          switch (mmu) {
            case SHADOW -> KERNEL.shadowRoot(s.cr0, s.cr4, s.efer, hflags);
            case TDP -> KERNEL.tdpRoot(s.cr0, s.cr4, s.efer, hflags, TDP_LEVEL, false);
            case NPT -> KERNEL.shadowNpt(s.cr4, s.efer, hflags, TDP_LEVEL);
            case NESTED -> KERNEL.nested(s.cr0, s.cr4, s.efer, hflags);
            case EPT -> throw new IllegalArgumentException("EPT depends on no register");
          };
      int level =
          mmu == MmuKind.NPT ? RoleMath.rootLevel(RoleMath.NPT_CR0, s.cr4, s.efer) : s.rootLevel();
      levels.computeIfAbsent(role, unused -> new HashSet<>()).add(level);
    }
    return levels;
  }

  private static Map<Long, Set<Integer>> everywhere(MmuKind mmu) {
    Map<Long, Set<Integer>> all = rootLevels(mmu, false, false);
    all.putAll(rootLevels(mmu, false, true));
    if (mmu != MmuKind.NPT) {
      all.putAll(rootLevels(mmu, true, false));
    }
    return all;
  }

  @Test
  void everyRoleIsTracedBackToItsModes() {
    for (MmuKind mmu : List.of(MmuKind.SHADOW, MmuKind.TDP, MmuKind.NPT, MmuKind.NESTED)) {
      everywhere(mmu)
          .forEach(
              (role, levels) -> {
                Set<Integer> found =
                    RoleOrigin.of(KERNEL, role).stream()
                        .filter(origin -> origin.mmu() == mmu)
                        .map(RoleOrigin::rootLevel)
                        .collect(Collectors.toSet());
                assertThat(found).as("%s 0x%016x", mmu, role).containsAll(levels);
              });
    }
  }

  @Test
  void collisionsAreAsManyAsCounted() {
    assertThat(ambiguous(MmuKind.TDP)).isEqualTo(96);
    assertThat(ambiguous(MmuKind.NPT)).isEqualTo(32);
    assertThat(ambiguous(MmuKind.SHADOW)).isZero();
    assertThat(ambiguous(MmuKind.NESTED)).isZero();
    assertThat(everywhere(MmuKind.TDP)).hasSize(483);
    assertThat(everywhere(MmuKind.NPT)).hasSize(160);
    assertThat(everywhere(MmuKind.SHADOW)).hasSize(579);
    assertThat(everywhere(MmuKind.NESTED)).hasSize(579);
  }

  private static long ambiguous(MmuKind mmu) {
    return everywhere(mmu).keySet().stream()
        .filter(
            role -> RoleOrigin.of(KERNEL, role).stream().filter(o -> o.mmu() == mmu).count() > 1)
        .count();
  }

  @Test
  void eptRolesHaveOneOrigin() {
    for (int level : new int[] {4, 5}) {
      for (boolean ad : new boolean[] {false, true}) {
        long role = RoleMath.shadowEpt(ad, true, level, 0);
        assertThat(RoleOrigin.of(KERNEL, role)).containsExactly(new RoleOrigin(MmuKind.EPT, level));
      }
    }
    assertThat(RoleOrigin.of(KERNEL, RoleMath.shadowEpt(true, true, 3, 0))).isEmpty();
  }

  @Test
  void aRoleThatNothingComputesHasNone() {
    assertThat(RoleOrigin.of(KERNEL, 0)).isEmpty();
    assertThat(RoleOrigin.of(KERNEL, -1)).isEmpty();
    assertThat(RoleOrigin.of(KERNEL, 0x0000000d02003714L)).isEmpty();
    assertThat(RoleOrigin.of(KERNEL, 0x0000000d00003734L)).isEmpty();
  }
}
