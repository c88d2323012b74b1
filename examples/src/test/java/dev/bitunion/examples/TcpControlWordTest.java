package dev.bitunion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * Against the header of RFC 9293, figure 1, and the control bits of a connection's opening as every
 * analyser shows them.
 */
class TcpControlWordTest {
  /** A SYN as Linux sends it: source port 33642, port 80, ten words of header, window 64240. */
  private static final byte[] SYN_HEADER =
      HexFormat.of().parseHex("836a0050" + "5fb92ff8" + "00000000" + "a002faf0" + "fe300000");

  @Test
  void readsASyn() {
    int word = ByteBuffer.wrap(SYN_HEADER).getInt(12);

    assertThat(TcpControlWordBits.doff(word) * 4).isEqualTo(40);
    assertThat(TcpControlWordBits.window(word)).isEqualTo(64240);
    assertThat(TcpControlWordBits.flagNames(word)).containsExactly("syn");
  }

  /**
   * The thirteenth and fourteenth byte of a header without options: 5 words, then the control bits.
   */
  @Test
  void writesTheControlBitsOfAnOpening() {
    assertThat(controlBits("syn")).isEqualTo(0x5002);
    assertThat(controlBits("syn ack")).isEqualTo(0x5012);
    assertThat(controlBits("ack")).isEqualTo(0x5010);
    assertThat(controlBits("psh ack")).isEqualTo(0x5018);
    assertThat(controlBits("fin ack")).isEqualTo(0x5011);
    assertThat(controlBits("rst")).isEqualTo(0x5004);
    assertThat(controlBits("syn ece cwr")).isEqualTo(0x50c2);
  }

  private static int controlBits(String flags) {
    return TcpControlWordBits.withDoff(TcpControlWordBits.parse(flags), 5) >>> 16;
  }
}
