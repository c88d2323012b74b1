package dev.bitunion.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/**
 * Against what a driver read from SimpleSSD's controller, in the log of issue 2 of
 * SimpleSSD-FullSystem: CAP 0x0020002028010FFF, CSTS 1; and against the bits of Linux' nvme.h.
 */
class NvmeRegistersTest {
  @Test
  void readsCapabilities() {
    long cap = 0x0020002028010FFFL;

    assertThat(NvmeCapabilitiesBits.queueEntries(cap) + 1).isEqualTo(4096);
    assertThat(NvmeCapabilitiesBits.contiguousQueues(cap)).isTrue();
    assertThat(NvmeCapabilitiesBits.timeout(cap)).as("20 seconds").isEqualTo(40);
    assertThat(NvmeCapabilitiesBits.doorbellStride(cap)).isZero();
    assertThat(NvmeCapabilitiesBits.commandSets(cap)).as("NVM").isEqualTo(1);
    assertThat(NvmeCapabilitiesBits.smallestPage(cap)).as("4 KiB").isZero();
    assertThat(NvmeCapabilitiesBits.largestPage(cap)).as("16 KiB").isEqualTo(2);
    assertThat(NvmeCapabilitiesBits.isValid(cap)).isTrue();
  }

  @Test
  void hasCapabilitiesWhereLinuxHasThem() {
    assertThat(NvmeCapabilitiesBits.NSSRS_MASK).isEqualTo(1L << 36);
    assertThat(NvmeCapabilitiesBits.CSS_SHIFT).isEqualTo(37);
    assertThat(NvmeCapabilitiesBits.MPSMIN_SHIFT).isEqualTo(48);
    assertThat(NvmeCapabilitiesBits.MPSMAX_SHIFT).isEqualTo(52);
    assertThat(NvmeCapabilitiesBits.CMBS_MASK).isEqualTo(1L << 57);
  }

  @Test
  void readsAndClearsStatus() {
    assertThat(NvmeStatusBits.toString(1)).isEqualTo("RDY SHST=NORMAL");
    assertThat(NvmeStatusBits.shutdown(2 << 2)).isEqualTo(NvmeStatus.Shutdown.COMPLETE);
    assertThat(NvmeStatusBits.NSSRO_MASK).isEqualTo(1 << 4);
    assertThat(NvmeStatusBits.clearSubsystemReset(1)).isEqualTo(0x11);
    assertThatThrownBy(() -> NvmeStatusBits.shutdown(3 << 2)).hasMessageContaining("SHST = 3");
    assertThat(NvmeStatusBits.shutdownRaw(3 << 2)).isEqualTo(3);
  }
}
