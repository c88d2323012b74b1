package dev.bitunion.mmuroles.trace;

import dev.bitunion.mmuroles.profile.RoleProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The lines of recorded traces, for tests of other packages. */
public final class TraceLines {
  private TraceLines() {}

  /** The trace extract that the README's first command reads. */
  public static List<String> extract() throws IOException {
    return Lines.extract();
  }

  /** A trace of the test resources. */
  public static List<String> resource(String name) throws IOException {
    return Lines.resource(name);
  }

  /** Where a recorded trace of the shared test data lies, if it is there. */
  public static Path shared(String name) {
    return Lines.shared(name);
  }

  /** The lines of a trace that is packed with gzip. */
  public static List<String> of(Path trace) throws IOException {
    return Lines.lines(trace);
  }

  /** Replays lines before an observer. */
  public static ReplayReport replay(List<String> lines, TraceHandler observer) throws IOException {
    return replay(lines, observer, null);
  }

  /** Replays lines that a kernel of this layout wrote before an observer. */
  public static ReplayReport replay(List<String> lines, TraceHandler observer, RoleProfile profile)
      throws IOException {
    byte[] bytes =
        (String.join("\n", lines) + "\n").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    return Replay.run(
        new java.io.ByteArrayInputStream(bytes),
        new ReplayOptions(ReplayOptions.Start.AUTO, null, null, observer, profile));
  }
}
