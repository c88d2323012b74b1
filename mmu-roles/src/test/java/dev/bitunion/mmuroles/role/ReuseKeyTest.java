package dev.bitunion.mmuroles.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bitunion.mmuroles.role.ReuseKey.Added;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Candidate keys: which bits count, and where added flags go. */
class ReuseKeyTest {
  @Test
  void addedFlagsGetBitsThatNoFieldHas() {
    ReuseKey key =
        new ReuseKey(
            -1,
            List.of(
                new Added("pse", MmuRoleBits::extCr4Pse),
                new Added("never", role -> false),
                new Added("smap", MmuRoleBits::extCr4Smap)));
    long role = MmuRoleBits.withExtCr4Smap(MmuRoleBits.withExtCr4Pse(0, true), true);
    int bits = key.addedBits(role);
    assertThat(bits & (PageRoleBits.FIELD_BITS | PassthroughMarkBits.PASSTHROUGH_MASK)).isZero();
    assertThat(RoleExtrasBits.added(bits)).isEqualTo(0b101);
    assertThat(key.addedBits(0)).isZero();
  }

  @Test
  void aDroppedFieldIsNotCompared() {
    assertThat(ReuseKey.WHOLE.without(PageRoleBits.SMM_MASK).compared())
        .isEqualTo(~PageRoleBits.SMM_MASK);
  }

  @Test
  void thereIsRoomForThreeFlags() {
    List<Added> four = Collections.nCopies(4, new Added("x", role -> true));
    assertThatThrownBy(() -> new ReuseKey(-1, four))
        .hasMessage("a page role has room for 3 more flags, not 4");
  }
}
