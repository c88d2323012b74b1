package dev.bitunion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the JDK: its own constants and Math.getExponent. */
class FloatFormatTest {
  @Test
  void readsTheConstantsOfTheJdk() {
    assertThat(FloatFormatBits.toString(Float.floatToRawIntBits(-1.5f)))
        .isEqualTo("fraction=4194304 exponent=127 negative");
    assertThat(FloatFormatBits.exponent(Float.floatToRawIntBits(Float.NaN))).isEqualTo(255);
    assertThat(FloatFormatBits.fraction(Float.floatToRawIntBits(Float.MIN_VALUE))).isEqualTo(1);
    assertThat(DoubleFormatBits.exponent(Double.doubleToRawLongBits(Double.MAX_VALUE)))
        .isEqualTo(2046);
  }

  @Test
  void agreesWithTheJdkOnRandomNumbers() {
    Random random = new Random(754);
    for (int i = 0; i < 1000; i++) {
      double number = random.nextGaussian() * Math.exp(random.nextInt(1000) - 500);
      long word = Double.doubleToRawLongBits(number);
      assertThat(DoubleFormatBits.exponent(word) - 1023).isEqualTo(Math.getExponent(number));
      assertThat(DoubleFormatBits.negative(word)).isEqualTo(number < 0);
      float small = random.nextFloat();
      int exponent = FloatFormatBits.exponent(Float.floatToRawIntBits(small)) - 127;
      assertThat(exponent).isEqualTo(Math.getExponent(small));
    }
  }
}
