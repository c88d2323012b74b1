package dev.bitunion.mmuroles.trace.dat;

import dev.bitunion.mmuroles.trace.EventKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A trace.dat as {@code trace-cmd report -R} would print it, as far as a replay reads it: page
 * events with decimal fields, others in hex, events that a replay has no use for by name only.
 */
public final class DatText extends InputStream {
  private static final long NANOS = 1_000_000_000;

  private final DatFile file;
  private final List<CpuRecords> cpus = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private byte[] line = {};
  private int at;

  private DatText(DatSource source) {
    file = new DatFile(source);
    for (DatFile.CpuData data : file.cpus()) {
      CpuRecords records = new CpuRecords(file, data);
      if (records.next()) {
        cpus.add(records);
      }
    }
  }

  /** Whether a file with this beginning is a trace.dat. */
  public static boolean isTraceDat(byte[] head) {
    return DatFile.isTraceDat(head);
  }

  /**
   * Opens a trace.dat of which pages are read as they are needed.
   *
   * @param file the file, closed with the text or by a failure
   * @throws IOException if it is cut, damaged, or of a kind that trace-cmd has to convert; the
   *     message says how
   */
  public static DatText open(FileChannel file) throws IOException {
    return open(DatSource.of(file));
  }

  /** As the other, of bytes at hand. */
  static DatText open(byte[] bytes) throws IOException {
    return open(DatSource.of(bytes));
  }

  private static DatText open(DatSource source) throws IOException {
    try {
      return new DatText(source);
    } catch (DatException e) {
      source.close();
      throw e.getCause();
    }
  }

  /** The names of buffer instances, whose events are left out. */
  public List<String> instances() {
    return List.copyOf(file.instances());
  }

  @Override
  public void close() throws IOException {
    file.source().close();
  }

  @Override
  public int read() throws IOException {
    return fill() ? line[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int done = 0;
    while (done < length && fill()) {
      int part = Math.min(length - done, line.length - at);
      System.arraycopy(line, at, bytes, from + done, part);
      at += part;
      done += part;
    }
    return done == 0 && length > 0 ? -1 : done;
  }

  private boolean fill() throws IOException {
    try {
      while (at == line.length) {
        if (cpus.isEmpty()) {
          return false;
        }
        text.setLength(0);
        print(earliest());
        line = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        at = 0;
      }
      return true;
    } catch (DatException e) {
      throw e.getCause();
    }
  }

  private CpuRecords earliest() {
    CpuRecords first = cpus.get(0);
    for (CpuRecords cpu : cpus) {
      if (Long.compareUnsigned(cpu.time(), first.time()) < 0) {
        first = cpu;
      }
    }
    return first;
  }

  private void print(CpuRecords cpu) {
    long lost = cpu.takeLost();
    if (lost >= 0) {
      text.append("CPU:").append(cpu.cpu()).append(lost == 0 ? " [" : " [" + lost + " ");
      text.append("EVENTS DROPPED]\n");
    }
    byte[] bytes = cpu.bytes();
    int id = (int) Words.load(bytes, cpu.record(), 2);
    EventFormat format = file.formats().get(id);
    text.append("task-").append(Words.load(bytes, cpu.record() + 4, 4));
    text.append(" [").append(cpu.cpu()).append("] ").append(cpu.time() / NANOS).append('.');
    text.append(String.format("%09d", cpu.time() % NANOS)).append(": ");
    text.append(format == null ? "unknown_" + id : format.name()).append(':');
    if (format != null && format.kind() != EventKind.OTHER) {
      for (EventFormat.Field field : format.fields()) {
        print(cpu, format.kind(), field);
      }
    }
    text.append('\n');
    if (!cpu.next()) {
      cpus.remove(cpu);
    }
  }

  private void print(CpuRecords cpu, EventKind kind, EventFormat.Field field) {
    int left = cpu.recordSize() - field.offset();
    if (field.offset() < 0 || left < (field.array() ? 1 : field.size())) {
      return;
    }
    text.append(' ').append(field.name()).append('=');
    int from = cpu.record() + field.offset();
    if (field.array() || field.size() > Long.BYTES) {
      for (int i = 0; i < left && cpu.bytes()[from + i] != 0; i++) {
        char c = (char) (cpu.bytes()[from + i] & 0xff);
        text.append(c < ' ' ? ' ' : c);
      }
      return;
    }
    long value = Words.load(cpu.bytes(), from, field.size());
    text.append(kind.isPage() ? Long.toUnsignedString(value) : Long.toHexString(value));
  }
}
