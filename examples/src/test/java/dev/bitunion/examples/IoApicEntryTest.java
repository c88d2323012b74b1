package dev.bitunion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Against the bit numbers of both specifications. */
class IoApicEntryTest {
  @Test
  void readsAMaskedPinAfterReset() {
    assertThat(IoApicEntryBits.flagNames(0x0000_0000_0001_0000L)).containsExactly("masked");
  }

  @Test
  void writesALevelTriggeredPinOfTheClassicPciInterrupts() {
    long entry = 0;
    entry = IoApicEntryBits.withVector(entry, 0x31);
    entry = IoApicEntryBits.withActiveLow(entry, true);
    entry = IoApicEntryBits.withIsLevel(entry, true);
    entry = IoApicEntryBits.withDestination(entry, 3);

    assertThat(IoApicEntryBits.low(entry)).isEqualTo(0xa031);
    assertThat(IoApicEntryBits.high(entry)).isEqualTo(0x0300_0000);
  }

  @Test
  void keepsTheTopBitOfAnIndexInTheOtherRegister() {
    long entry = IoApicEntryBits.withIrIndex(IoApicEntryBits.withIrFormat(0, true), 0x8001);

    assertThat(entry).isEqualTo(1L << 48 | 1L << 49 | 1L << 11);
    assertThat(IoApicEntryBits.irIndex(entry)).isEqualTo(0x8001);
    assertThat(IoApicEntryBits.destination(0x01fe_0000_0000_0000L)).isEqualTo(0x7f01);
  }
}
