package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.trace.dat.DatText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Opens a trace.dat, which is read here and there and not from front to back: a packed one, or one
 * from standard input, is unpacked into a temporary file that goes away with it.
 */
final class DatInput {
  private DatInput() {}

  /**
   * The text of a trace.dat.
   *
   * @param in the file from its beginning, unpacked
   * @param packed whether the file itself cannot be read instead
   */
  static InputStream open(Session session, String name, InputStream in, boolean packed)
      throws IOException {
    DatText text =
        packed || name.equals("-")
            ? unpacked(in)
            : DatText.open(FileChannel.open(Path.of(name), StandardOpenOption.READ));
    if (!name.equals("-")) {
      in.close();
    }
    if (!text.instances().isEmpty()) {
      session.note(
          name
              + ": the events of its buffer instances are left out: "
              + String.join(", ", text.instances())
              + "; 'trace-cmd report -R -B NAME' prints those of one");
    }
    return text;
  }

  private static DatText unpacked(InputStream in) throws IOException {
    Path copy = Files.createTempFile("mmu-roles", ".dat");
    try {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return DatText.open(
          FileChannel.open(copy, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }
}
