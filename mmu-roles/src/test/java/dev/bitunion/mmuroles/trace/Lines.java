package dev.bitunion.mmuroles.trace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Lines of traces for tests. */
final class Lines {
  private static final Path TRACES = Path.of("..", "..", "shared", "data", "traces");

  private Lines() {}

  /** An event line of a raw report. */
  static String raw(String event, String payload) {
    return "         minivmm-640   [000]    15.145245: " + event + ":      " + payload;
  }

  static String get(long gfn, int role, boolean created) {
    return raw("kvm_mmu_get_page", rawPage(gfn, role, 0, false) + " created=" + (created ? 1 : 0));
  }

  static String zap(long gfn, int role, int rootCount, boolean unsync) {
    return raw("kvm_mmu_prepare_zap_page", rawPage(gfn, role, rootCount, unsync));
  }

  static String rawPage(long gfn, int role, int rootCount, boolean unsync) {
    return "mmu_valid_gen=0 gfn="
        + gfn
        + " role="
        + Integer.toUnsignedString(role)
        + " root_count="
        + rootCount
        + " unsync="
        + (unsync ? 1 : 0);
  }

  static ReplayReport replay(List<String> lines) throws IOException {
    return replay(lines, ReplayOptions.Start.NOTHING);
  }

  static ReplayReport replay(List<String> lines, ReplayOptions.Start start) throws IOException {
    return replay(String.join("\n", lines) + "\n", start);
  }

  static ReplayReport replay(String text, ReplayOptions.Start start) throws IOException {
    return Replay.run(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)),
        new ReplayOptions(start, null, null, null));
  }

  /** Parses one line whose bytes are followed by what a line buffer would hold. */
  static EventLine parse(String text) {
    EventLine line = new EventLine();
    return parse(line, text) ? line : null;
  }

  static boolean parse(EventLine line, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return line.parse(
        java.util.Arrays.copyOf(bytes, bytes.length + LineReader.PADDING), 0, bytes.length);
  }

  /** The lines of a resource packed with gzip. */
  static List<String> resource(String name) throws IOException {
    try (InputStream in = Lines.class.getResourceAsStream("/traces/" + name)) {
      return unpack(in);
    }
  }

  /** The trace extract that the README's first command reads. */
  static List<String> extract() throws IOException {
    try (InputStream in = Files.newInputStream(Path.of("traces", "npt0-modes-head.txt.gz"))) {
      return unpack(in);
    }
  }

  private static List<String> unpack(InputStream in) throws IOException {
    byte[] bytes = new GZIPInputStream(in).readAllBytes();
    return new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
  }

  /** A recorded trace of the shared test data; it may be absent. */
  static Path shared(String name) {
    return TRACES.resolve(name);
  }

  static List<String> lines(Path trace) throws IOException {
    try (InputStream in = Files.newInputStream(trace)) {
      return unpack(in);
    }
  }
}
