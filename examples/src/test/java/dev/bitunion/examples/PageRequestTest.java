package dev.bitunion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Against a descriptor laid out by hand from the bit numbers of the specification. */
class PageRequestTest {
  @Test
  void readsARequestInTheQueue() {
    ByteBuffer queue = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    int at = 32;
    queue.putLong(at, 1L | 1L << 8 | 0x0300L << 16 | 0xabcdeL << 32 | 1L << 53);
    queue.putLong(at + 8, 0x7fff_1234_5000L | 1L << 1 | 1L << 2 | 5L << 3);
    queue.putLong(at + 24, 42);

    assertThat(PageRequestBuffer.type(queue, at)).isEqualTo(1);
    assertThat(PageRequestBuffer.requester(queue, at)).isEqualTo(0x0300);
    assertThat(PageRequestBuffer.pasid(queue, at)).isEqualTo(0xabcde);
    assertThat(PageRequestBuffer.execute(queue, at)).isFalse();
    assertThat(PageRequestBuffer.privileged(queue, at)).isTrue();
    assertThat(PageRequestBuffer.read(queue, at)).isFalse();
    assertThat(PageRequestBuffer.write(queue, at)).isTrue();
    assertThat(PageRequestBuffer.lastInGroup(queue, at)).isTrue();
    assertThat(PageRequestBuffer.group(queue, at)).isEqualTo(5);
    assertThat(PageRequestBuffer.address(queue, at)).isEqualTo(0x7fff_1234_5000L);
    assertThat(PageRequestBuffer.privateData(queue, at, 0)).isZero();
    assertThat(PageRequestBuffer.privateData(queue, at, 1)).isEqualTo(42);
  }
}
