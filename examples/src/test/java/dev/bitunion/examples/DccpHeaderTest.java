package dev.bitunion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.examples.DccpHeader.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Against a header written by hand from the figure of RFC 4340. */
class DccpHeaderTest {
  private static final String RESPONSE = "1389c350" + "07000000" + "03000a0b" + "0c0d0e0f";

  @Test
  void readsAResponse() {
    byte[] packet = HexFormat.of().parseHex(RESPONSE);
    ByteOrder order = ByteOrder.BIG_ENDIAN;

    assertThat(DccpHeaderArray.sourcePort(packet, 0, order)).isEqualTo(5001);
    assertThat(DccpHeaderArray.destPort(packet, 0, order)).isEqualTo(50000);
    assertThat(DccpHeaderArray.dataOffset(packet, 0, order)).isEqualTo(7);
    assertThat(DccpHeaderArray.type(packet, 0, order)).isEqualTo(Type.RESPONSE);
    assertThat(DccpHeaderArray.extended(packet, 0, order)).isTrue();
    assertThat(DccpHeaderArray.sequence(packet, 0, order)).isEqualTo(0x0a0b_0c0d_0e0fL);
  }

  @Test
  void writesAResponse() {
    ByteBuffer packet = ByteBuffer.allocate(DccpHeaderBuffer.BYTES);
    DccpHeaderBuffer.setSourcePort(packet, 0, 5001);
    DccpHeaderBuffer.setDestPort(packet, 0, 50000);
    DccpHeaderBuffer.setDataOffset(packet, 0, 7);
    DccpHeaderBuffer.setType(packet, 0, Type.RESPONSE);
    DccpHeaderBuffer.setExtended(packet, 0, true);
    DccpHeaderBuffer.setSequence(packet, 0, 0x0a0b_0c0d_0e0fL);

    assertThat(HexFormat.of().formatHex(packet.array())).isEqualTo(RESPONSE);
  }
}
