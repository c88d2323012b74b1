package dev.bitunion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.examples.UartLineControl.WordLength;
import org.junit.jupiter.api.Test;

/**
 * Against the settings that every serial driver writes: 8N1 is 3, 7E1 is 0x1a, the divisor latch is
 * 0x80.
 */
class UartLineControlTest {
  @Test
  void eightBitsNoParityOneStopBitIsThree() {
    assertThat(UartLineControlBits.withWordLength(0, WordLength.EIGHT)).isEqualTo(0x03);
  }

  @Test
  void sevenBitsEvenParityIs0x1a() {
    int register = UartLineControlBits.withWordLength(0, WordLength.SEVEN);
    register = UartLineControlBits.withParityEnable(register, true);
    register = UartLineControlBits.withEvenParity(register, true);

    assertThat(register).isEqualTo(0x1a);
  }

  @Test
  void openingTheDivisorLatchKeepsTheRest() {
    int register = UartLineControlBits.withDlab(0x03, true);

    assertThat(register).isEqualTo(0x83);
    assertThat(UartLineControlBits.wordLength(register)).isEqualTo(WordLength.EIGHT);
  }
}
