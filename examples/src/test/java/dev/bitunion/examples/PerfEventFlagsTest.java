package dev.bitunion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Against the example in the manual page of perf_event_open: disabled, exclude_kernel and
 * exclude_hv are 0x61.
 */
class PerfEventFlagsTest {
  @Test
  void readsTheExampleOfTheManualPage() {
    assertThat(PerfEventFlagsBits.parse("disabled exclude_kernel exclude_hv")).isEqualTo(0x61);
  }

  @Test
  void placesTheFieldBehindTheFirstWord() {
    assertThat(PerfEventFlagsBits.withPreciseIp(0, 3)).isEqualTo(0x18000);
    assertThat(PerfEventFlagsBits.SIGTRAP_MASK).isEqualTo(1L << 37);
    assertThat(PerfEventFlagsBits.RESERVED_BITS).isEqualTo(0xFFFF_FFC0_0000_0000L);
  }

  @Test
  void countsTheEventsThatStayOutOfTheKernel() {
    long[] events = {0x61, 0x41, 0x20, 0x7f};
    PerfEventFlagsMatch outside = PerfEventFlagsMatch.ANY.excludeKernelIs(true).excludeHvIs(true);

    assertThat(outside.count(events)).isEqualTo(2);
    assertThat(outside.filter(events)).containsExactly(0x61, 0x7f);
  }
}
