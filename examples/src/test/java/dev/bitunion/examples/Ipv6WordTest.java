package dev.bitunion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Against headers as analysers show them: 6 first, and 0x6b8 for expedited forwarding. */
class Ipv6WordTest {
  @Test
  void readsAHeader() {
    int word = ByteBuffer.wrap(HexFormat.of().parseHex("600dabcd")).getInt();

    assertThat(Ipv6WordBits.version(word)).isEqualTo(6);
    assertThat(Ipv6WordBits.trafficClass(word)).isZero();
    assertThat(Ipv6WordBits.flowLabel(word)).isEqualTo(0xdabcd);
  }

  @Test
  void writesExpeditedForwarding() {
    int word = Ipv6WordBits.withTrafficClass(Ipv6WordBits.withVersion(0, 6), 46 << 2);

    assertThat(word).isEqualTo(0x6b80_0000);
  }
}
