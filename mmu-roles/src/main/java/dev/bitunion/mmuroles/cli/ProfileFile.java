package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.check.Profile;
import dev.bitunion.mmuroles.check.ProfileReader;
import dev.bitunion.mmuroles.check.ProfileReader.MalformedProfileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A layout that a user describes, read from a file. */
final class ProfileFile {
  private ProfileFile() {}

  /**
   * Reads it.
   *
   * @throws Failure with exit code 3 if it cannot be read or understood
   */
  static Profile read(Session session, String file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Inputs.openText(session, file), StandardCharsets.UTF_8))) {
      List<String> lines = reader.lines().toList();
      return ProfileReader.read(lines);
    } catch (IOException e) {
      throw Inputs.failure(file, e);
    } catch (MalformedProfileException e) {
      throw Failure.input(file + ": " + e.getMessage());
    }
  }
}
