package dev.bitunion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * Against a gate laid out by hand from the figure: the attributes of a present interrupt gate are
 * 0x8e.
 */
class InterruptGateTest {
  @Test
  void writesAGate() {
    ByteBuffer table = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    int at = 16;
    InterruptGateBuffer.setOffset(table, at, 0xffffffff81c01230L);
    InterruptGateBuffer.setSelector(table, at, 0x10);
    InterruptGateBuffer.setIst(table, at, 1);
    InterruptGateBuffer.setType(table, at, 14);
    InterruptGateBuffer.setPresent(table, at, true);

    String gate = HexFormat.of().formatHex(table.array(), at, 32);
    assertThat(gate).isEqualTo("30121000018ec081" + "ffffffff00000000");
    assertThat(InterruptGateBuffer.offset(table, at)).isEqualTo(0xffffffff81c01230L);
    assertThat(InterruptGateBuffer.present(table, 0)).isFalse();
  }
}
