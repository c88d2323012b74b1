package dev.bitunion.mmuroles.trace.dat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a trace.dat, read where they lie: a file is never held whole. */
abstract class DatSource implements Closeable {
  /** How many bytes there are. */
  abstract long length();

  /** Reads bytes that the caller knows to be there. */
  abstract void read(long at, byte[] to, int count);

  /** Bytes at hand. */
  static DatSource of(byte[] bytes) {
    return new DatSource() {
      @Override
      long length() {
        return bytes.length;
      }

      @Override
      void read(long at, byte[] to, int count) {
        System.arraycopy(bytes, (int) at, to, 0, count);
      }

      @Override
      public void close() {}
    };
  }

  /** A file, which is closed with the source. */
  static DatSource of(FileChannel file) throws IOException {
    long length = file.size();
    return new DatSource() {
      @Override
      long length() {
        return length;
      }

      @Override
      void read(long at, byte[] to, int count) {
        ByteBuffer into = ByteBuffer.wrap(to, 0, count);
        try {
          while (into.hasRemaining()) {
            if (file.read(into, at + into.position()) < 0) {
              throw new DatException("cut trace.dat: it got shorter while it was read");
            }
          }
        } catch (IOException e) {
          throw new DatException("cannot be read: " + e.getMessage());
        }
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }
}
