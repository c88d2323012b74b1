package dev.bitunion.importer.btf;

import dev.bitunion.importer.BadInputException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.tukaani.xz.XZInputStream;

/** Opens named inputs whole, unpacked if they are packed, and never more than memory holds. */
public final class Unpack {
  /** The name that stands for standard input. */
  public static final String STDIN = "-";

  private Unpack() {}

  /**
   * All bytes of an input.
   *
   * @param name a file's name, or {@code -} for standard input
   * @throws BadInputException in one line, if it cannot be read
   */
  public static byte[] read(String name) {
    try (InputStream in = open(name)) {
      return all(name, in);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /** An input's bytes as they come, unpacked if they are packed with gzip or xz. */
  public static InputStream open(String name) throws IOException {
    return unpacked(name, STDIN.equals(name) ? System.in : Files.newInputStream(file(name)));
  }

  /** The file of a name, checked to be one. */
  static Path file(String name) {
    Path path;
    try {
      path = Path.of(name);
    } catch (java.nio.file.InvalidPathException e) {
      throw new BadInputException(name + ": not a file name", e);
    }
    if (Files.isDirectory(path)) {
      throw new BadInputException(name + ": is a directory");
    }
    if (!Files.exists(path)) {
      throw new BadInputException(name + ": no such file");
    }
    return path;
  }

  /** What to say about an input that the platform could not read. */
  public static BadInputException unreadable(String name, IOException e) {
    String what;
    if (e instanceof NoSuchFileException) {
      what = "no such file";
    } else if (e instanceof AccessDeniedException) {
      what = "permission denied";
    } else if (e instanceof EOFException) {
      what = "cut off: the packed data ends early";
    } else if (e instanceof ZipException || e instanceof org.tukaani.xz.XZIOException) {
      what = "the packed data is damaged (" + e.getMessage() + ")";
    } else {
      what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
    return new BadInputException(name + ": " + what, e);
  }

  private static InputStream unpacked(String name, InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, 1 << 16);
    in.mark(8);
    byte[] start = in.readNBytes(4);
    in.reset();
    if (starts(start, 0x1f, 0x8b)) {
      return new GZIPInputStream(in, 1 << 16);
    }
    if (starts(start, 0xfd, '7', 'z', 'X')) {
      return new XZInputStream(in, 1 << 16);
    }
    if (starts(start, 0x28, 0xb5, 0x2f, 0xfd)) {
      throw new BadInputException(name + ": packed with zstd; unpack it with zstd -d");
    }
    return in;
  }

  private static boolean starts(byte[] bytes, int... with) {
    if (bytes.length < with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if ((bytes[i] & 0xff) != with[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Everything, as long as it leaves the heap some room: a small packed file may unpack to much.
   */
  private static byte[] all(String name, InputStream in) throws IOException {
    long most = Math.min(Runtime.getRuntime().maxMemory() / 4, Integer.MAX_VALUE - 16);
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
    byte[] piece = new byte[1 << 16];
    for (int n; (n = in.read(piece)) >= 0; ) {
      if (out.size() + (long) n > most) {
        throw new BadInputException(
            name + ": holds more than " + (most >> 20) + " MB; give Java more memory (-Xmx)");
      }
      out.write(piece, 0, n);
    }
    return out.toByteArray();
  }
}
