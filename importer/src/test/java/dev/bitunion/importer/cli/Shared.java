package dev.bitunion.importer.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The measured data beside the repository; tests on it are skipped aloud where it is absent. */
final class Shared {
  private Shared() {}

  /** A file of the folder btf. */
  static Path btf(String name) {
    Path path = Path.of("../../shared/data/btf", name);
    assumeTrue(Files.exists(path), () -> "skipped: " + path + " is not there");
    return path;
  }

  /** The lines of a packed file. */
  static List<String> lines(Path path) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      return in.lines().toList();
    }
  }
}
