package dev.bitunion.importer.btf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Bytes that can be read at any position: a file that may be too large for memory, or an array. */
interface Source {
  /** How many bytes there are. */
  long size();

  /** A piece that lies inside the size. */
  byte[] read(long from, int length) throws IOException;

  /** An array's bytes. */
  static Source of(byte[] bytes) {
    return new Source() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public byte[] read(long from, int length) {
        return Arrays.copyOfRange(bytes, (int) from, (int) from + length);
      }
    };
  }

  /** A file's bytes; the caller closes it. */
  static Source of(FileChannel file) throws IOException {
    long size = file.size();
    return new Source() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public byte[] read(long from, int length) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(length);
        while (piece.hasRemaining()) {
          if (file.read(piece, from + piece.position()) < 0) {
            throw new IOException("the file became shorter while it was read");
          }
        }
        return piece.array();
      }
    };
  }
}
