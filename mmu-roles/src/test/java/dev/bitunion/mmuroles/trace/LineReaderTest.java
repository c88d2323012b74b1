package dev.bitunion.mmuroles.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  private static final long SEED = 20211129;

  private static List<String> lines(InputStream in) throws IOException {
    LineReader reader = new LineReader(in);
    List<String> lines = new ArrayList<>();
    while (reader.next()) {
      String text =
          new String(
              reader.buffer(),
              reader.start(),
              reader.end() - reader.start(),
              StandardCharsets.ISO_8859_1);
      lines.add(text);
      assertThat(reader.lineNumber()).isEqualTo(lines.size());
    }
    return lines;
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Hands out a few bytes at a time, as a pipe may. */
  private static InputStream inPieces(String text, Random random, int most) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)) {
      @Override
      public synchronized int read(byte[] b, int off, int len) {
        return super.read(b, off, Math.min(len, 1 + random.nextInt(most)));
      }
    };
  }

  @Test
  void linesMayEndInAnyWayAndBeEmpty() throws IOException {
    assertThat(lines(bytes(""))).isEmpty();
    assertThat(lines(bytes("\n"))).containsExactly("");
    assertThat(lines(bytes("a\r\nb\n\nc"))).containsExactly("a", "b", "", "c");
    assertThat(lines(bytes("a\rb\n"))).containsExactly("a\rb");
  }

  @Test
  void aLastLineWithoutItsEndIsTold() throws IOException {
    LineReader whole = new LineReader(bytes("a\nb\n"));
    LineReader cut = new LineReader(bytes("a\nb"));
    while (whole.next() && cut.next()) {
      assertThat(whole.terminated()).isTrue();
    }
    assertThat(cut.terminated()).isFalse();
  }

  @Test
  void anyTextIsCutWhereSplitCutsIt() throws IOException {
    Random random = new Random(SEED);
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder();
      int count = random.nextInt(40);
      for (int i = 0; i < count; i++) {
        int length = random.nextInt(10) == 0 ? random.nextInt(60_000) : random.nextInt(200);
        text.append(String.valueOf((char) ('a' + random.nextInt(26))).repeat(length)).append('\n');
      }
      String all = text.toString();
      List<String> expected =
          all.isEmpty() ? List.of() : List.of(all.substring(0, all.length() - 1).split("\n", -1));
      assertThat(lines(inPieces(all, random, 1 + random.nextInt(100_000))))
          .as("seed %d round %d", SEED, round)
          .isEqualTo(expected);
    }
  }

  @Test
  void aLineOfMegabytesIsCutToItsHeadAndCostsNoMemory() throws IOException {
    Random random = new Random(SEED);
    String tooLong = "x".repeat(3_000_000);
    LineReader reader =
        new LineReader(inPieces("a\n" + tooLong + "\nb\n" + tooLong, random, 70_000));
    assertThat(reader.next()).isTrue();
    assertThat(reader.overlong()).isFalse();
    assertThat(reader.next()).isTrue();
    assertThat(reader.overlong()).isTrue();
    assertThat(reader.end() - reader.start()).isEqualTo(LineReader.LONGEST_LINE);
    assertThat(reader.next()).isTrue();
    assertThat(reader.overlong()).isFalse();
    assertThat(reader.buffer()[reader.start()]).isEqualTo((byte) 'b');
    assertThat(reader.next()).isTrue();
    assertThat(reader.overlong()).isTrue();
    assertThat(reader.lineNumber()).isEqualTo(4);
    assertThat(reader.next()).isFalse();
    assertThat(reader.bytesRead()).isEqualTo(2 * tooLong.length() + 5L);
  }
}
