package dev.bitunion.benchmarks.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.trace.Replay;
import dev.bitunion.mmuroles.trace.ReplayOptions;
import dev.bitunion.mmuroles.trace.ReplayReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TraceMakerTest {
  private static final int LINES = 20_000;

  @Test
  void traceMayBeReadTwiceInARow() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TraceMaker.write(bytes, LINES);
    ReplayReport report =
        Replay.run(new RepeatedStream(bytes.toByteArray(), 2), ReplayOptions.NONE);
    assertThat(report.pageEvents()).isEqualTo(2 * LINES);
    assertThat(report.unknownLines()).isZero();
    assertThat(report.violations()).isZero();
    assertThat(report.created()).isEqualTo(report.zap()).isPositive();
    assertThat(report.existing()).isPositive();
  }
}
