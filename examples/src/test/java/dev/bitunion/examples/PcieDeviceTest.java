package dev.bitunion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Against the masks of the registers that every operating system lists. */
class PcieDeviceTest {
  @Test
  void readsControlAndStatus() {
    int word = 0x0009_2830;

    assertThat(PcieDeviceBits.flagNames(word))
        .containsExactly("relaxed_ordering", "no_snoop", "correctable", "unsupported");
    assertThat(128 << PcieDeviceBits.maxPayload(word)).isEqualTo(256);
    assertThat(128 << PcieDeviceBits.maxReadRequest(word)).isEqualTo(512);
  }

  @Test
  void clearsOneStatusAndLeavesTheOthers() {
    assertThat(PcieDeviceBits.clearCorrectable(0x0009_2830)).isEqualTo(0x0001_2830);
  }

  @Test
  void settingControlInMemoryTouchesNoStatus() {
    ByteBuffer registers = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    registers.putInt(0, 0x0009_2830);

    PcieDeviceBuffer.setMaxReadRequest(registers, 0, 5);
    assertThat(registers.getInt(0)).isEqualTo(0x0009_5830);
    PcieDeviceBuffer.clearUnsupported(registers, 0);
    assertThat(registers.getInt(0)).as("what is written to the device").isEqualTo(0x0008_5830);
  }
}
