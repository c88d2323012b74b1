package dev.bitunion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Against the value that every driver writes, 0x460001: entries of 64 and 16 bytes, pages of 4096,
 * enabled.
 */
class NvmeConfigurationTest {
  @Test
  void buildsWhatDriversWrite() {
    NvmeConfigurationValue value =
        NvmeConfigurationBuilder.start()
            .enable(true)
            .commandSet(0)
            .pageSize(0)
            .submissionEntry(6)
            .completionEntry(4)
            .build();

    assertThat(value.word()).isEqualTo(0x0046_0001);
  }

  @Test
  void announcesANormalShutdown() {
    assertThat(NvmeConfigurationBits.withShutdown(0x0046_0001, 1)).isEqualTo(0x0046_4001);
  }
}
