package dev.bitunion.mmuroles.trace.dat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bitunion.mmuroles.trace.TraceLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files packed by zstd 1.5.4 itself. */
class ZstdTest {
  private static byte[] packed(String name) throws IOException {
    try (InputStream in = ZstdTest.class.getResourceAsStream("/zstd/" + name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] text() throws IOException {
    String text =
        String.join("\n", TraceLines.resource("npt0-modes-head.ftrace.txt.gz"))
            .substring(0, 300_000);
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text-1.zst", "text-19.zst"})
  void textComesBackWhateverTheEffortToPackIt(String name) throws IOException {
    assertThat(Zstd.unpack(packed(name), 0, 300_000)).isEqualTo(text());
  }

  @Test
  void runsAndNoiseComeBack() throws IOException {
    assertThat(Zstd.unpack(packed("zeros.zst"), 0, 300_000)).isEqualTo(new byte[300_000]);
    byte[] noise = new byte[3_000];
    long state = 1;
    for (int i = 0; i < noise.length; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      noise[i] = (byte) (state >>> 56);
    }
    assertThat(Zstd.unpack(packed("noise.zst"), 0, noise.length)).isEqualTo(noise);
  }

  @Test
  void aFrameOfAnotherSizeIsDamaged() throws IOException {
    byte[] packed = packed("text-19.zst");
    assertThatThrownBy(() -> Zstd.unpack(packed, 0, 300_001))
        .hasMessage("damaged zstd data: a frame has another size than stated");
    assertThatThrownBy(() -> Zstd.unpack(packed, 0, 299_999)).hasMessage("damaged zstd data");
    assertThatThrownBy(() -> Zstd.unpack(packed, 1, 300_000))
        .hasMessage("damaged zstd data: no frame where one should be");
  }

  @Test
  void damageIsToldOrHarmless() throws IOException {
    Random random = new Random(8878);
    byte[] packed = packed("text-1.zst");
    int told = 0;
    for (int round = 0; round < 400; round++) {
      byte[] damaged = Arrays.copyOf(packed, packed.length - random.nextInt(200));
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      try {
        assertThat(Zstd.unpack(damaged, 0, 300_000)).hasSize(300_000);
      } catch (DatException e) {
        told++;
      }
    }
    assertThat(told).isGreaterThan(100);
  }
}
