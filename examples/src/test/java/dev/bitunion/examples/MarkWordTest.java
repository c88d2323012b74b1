package dev.bitunion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.examples.MarkWord.Lock;
import org.junit.jupiter.api.Test;

/**
 * Against the values of markWord.hpp: 1 is the prototype of an unlocked object, hashes stand at bit
 * 8, ages at bit 3.
 */
class MarkWordTest {
  @Test
  void readsThePrototype() {
    assertThat(MarkWordBits.lock(0x0000_0000_0000_0001L)).isEqualTo(Lock.UNLOCKED);
    assertThat(MarkWordBits.isValid(0x0000_0000_0000_0001L)).isTrue();
  }

  @Test
  void hasTheMasksOfHotSpot() {
    assertThat(MarkWordBits.AGE_MASK).isEqualTo(0x78);
    assertThat(MarkWordBits.HASH_MASK).isEqualTo(0x7f_ffff_ff00L);
    assertThat(MarkWordBits.HASH_SHIFT).isEqualTo(8);
  }

  @Test
  void installsAHashOnceWhileTheAgeGrows() {
    MarkWordAtomic mark = new MarkWordAtomic(1);

    assertThat(mark.compareAndSetHash(0, 0x1234)).isTrue();
    assertThat(mark.getAndAddAge(1)).isZero();
    assertThat(mark.compareAndSetHash(0, 0x5678)).isFalse();
    assertThat(mark.word()).isEqualTo(0x12_3409L);
  }
}
