package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.trace.dat.DatText;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Opens what a user names: {@code -} is standard input, gzip is read as is wherever it is found,
 * and whatever cannot be text is refused in one line.
 */
public final class Inputs {
  private static final int BUFFER = 65_536;
  private static final int PEEK = 8_192;
  private static final int GZIP_1 = 0x1f;
  private static final int GZIP_2 = 0x8b;

  private Inputs() {}

  /**
   * The input's text, unpacked.
   *
   * @throws Failure with exit code 3 if it is missing, a directory, empty, binary or no gzip
   */
  public static InputStream openText(Session session, String name) {
    return open(session, name, false);
  }

  /**
   * A trace as text: as it stands, or printed from a trace.dat.
   *
   * @throws Failure with exit code 3 if it is neither, or as {@link #openText} does
   */
  public static InputStream openTrace(Session session, String name) {
    return open(session, name, true);
  }

  private static InputStream open(Session session, String name, boolean trace) {
    InputStream raw = openRaw(session, name);
    try {
      return text(session, name, raw, trace);
    } catch (IOException | Failure e) {
      close(raw);
      throw failure(name, e);
    }
  }

  private static InputStream text(Session session, String name, InputStream raw, boolean trace)
      throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
    byte[] head = peek(in, PEEK);
    boolean packed = head.length >= 2 && (head[0] & 0xff) == GZIP_1 && (head[1] & 0xff) == GZIP_2;
    if (packed) {
      in = new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
      head = peek(in, PEEK);
    }
    if (head.length == 0) {
      throw Failure.input(name + ": empty");
    }
    String packer = packer(head);
    if (packer != null) {
      throw Failure.input(name + ": packed with " + packer + "; unpack it first (or use gzip)");
    }
    if (trace && DatText.isTraceDat(head)) {
      return DatInput.open(session, name, in, packed);
    }
    for (byte b : head) {
      if (b == 0) {
        throw Failure.input(name + ": binary, not text");
      }
    }
    return in;
  }

  private static byte[] peek(BufferedInputStream in, int count) throws IOException {
    in.mark(count);
    byte[] head = in.readNBytes(count);
    in.reset();
    return head;
  }

  private static String packer(byte[] head) {
    if (startsWith(head, 0xfd, '7', 'z', 'X', 'Z')) {
      return "xz";
    }
    if (startsWith(head, 0x28, 0xb5, 0x2f, 0xfd)) {
      return "zstd";
    }
    if (startsWith(head, 'P', 'K', 3, 4)) {
      return "zip";
    }
    return startsWith(head, 'B', 'Z', 'h') ? "bzip2" : null;
  }

  private static boolean startsWith(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The input's bytes as they are stored.
   *
   * @throws Failure with exit code 3 if it is missing, a directory or not readable
   */
  public static InputStream openRaw(Session session, String name) {
    if (name.equals("-")) {
      return session.in();
    }
    try {
      Path path = Path.of(name);
      if (Files.isDirectory(path)) {
        throw Failure.input(name + ": is a directory; name the files in it");
      }
      return Files.newInputStream(path);
    } catch (InvalidPathException | IOException e) {
      throw failure(name, e);
    }
  }

  /** What a user should read instead of an exception that came while opening or reading. */
  public static Failure failure(String name, Exception e) {
    if (e instanceof Failure failure) {
      return failure;
    }
    return Failure.input(name + ": " + reason(e));
  }

  private static String reason(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof EOFException) {
      return "cut gzip: it ends before its data do";
    }
    if (e instanceof ZipException) {
      return "broken gzip: " + e.getMessage();
    }
    if (e instanceof InvalidPathException) {
      return "not a file name";
    }
    return "cannot be read: " + e.getMessage();
  }

  private static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      // The failure that made us close it is the one to report.
    }
  }
}
