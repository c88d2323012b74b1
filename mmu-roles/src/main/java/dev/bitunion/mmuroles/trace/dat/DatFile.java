package dev.bitunion.mmuroles.trace.dat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The directory of a trace.dat: event formats, and where each processor's buffer lies. Source:
 * trace-cmd's documentation, trace-cmd.dat.v6 and trace-cmd.dat.v7.
 */
final class DatFile {
  private static final byte[] MAGIC = {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g'};

  private static final String HOW_TO_CONVERT =
      "; convert it with 'trace-cmd report -R FILE > trace.txt'";
  private static final String NO_COMPRESSION = "none";

  // Ids of sections and options of version 7.
  private static final int DONE = 0;
  private static final int BUFFER = 3;
  private static final int FTRACE_EVENTS = 17;
  private static final int EVENT_FORMATS = 18;
  private static final int COMPRESSED = 1;

  /** A processor's part of the main buffer. */
  record CpuData(int cpu, long offset, long size) {}

  private final DatSource source;
  private final Map<Integer, EventFormat> formats = new HashMap<>();
  private final List<CpuData> cpus = new ArrayList<>();
  private final List<String> instances = new ArrayList<>();
  private final int longSize;
  private final int pageSize;
  private boolean buffersCompressed;

  DatFile(DatSource source) {
    this.source = source;
    DatReader in = new DatReader(source, 0);
    if (!isTraceDat(in.bytes(Math.min(MAGIC.length, source.length())))) {
      throw new DatException("no trace.dat");
    }
    String version = in.name();
    boolean bigEndian = in.text(1).charAt(0) != 0;
    longSize = in.text(1).charAt(0);
    pageSize = (int) in.u32();
    if (bigEndian) {
      throw new DatException("a trace.dat of a big-endian machine" + HOW_TO_CONVERT);
    }
    if (pageSize < 512 || pageSize > 1024 * 1024 || longSize != 4 && longSize != 8) {
      throw new DatException("damaged trace.dat: pages of " + pageSize + " bytes");
    }
    switch (version) {
      case "6" -> readVersion6(in);
      case "7" -> readVersion7(in);
      default -> throw new DatException("a trace.dat of version " + version + HOW_TO_CONVERT);
    }
    if (cpus.isEmpty()) {
      throw new DatException(
          instances.isEmpty()
              ? "a trace.dat without a buffer"
              : "a trace.dat whose events are in buffer instances only: "
                  + String.join(", ", instances)
                  + HOW_TO_CONVERT);
    }
  }

  /** Whether a file with this beginning is a trace.dat. */
  static boolean isTraceDat(byte[] head) {
    return head.length >= MAGIC.length
        && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  private void readVersion6(DatReader in) {
    for (int i = 0; i < 2; i++) {
      in.name();
      in.skip(in.u64());
    }
    readFtraceEvents(in);
    readEventFormats(in);
    in.skip(in.u32());
    in.skip(in.u32());
    in.skip(in.u64());
    int count = (int) in.u32();
    String tag = in.text(10);
    if (tag.startsWith("options")) {
      for (int id = in.u16(); id != DONE; id = in.u16()) {
        DatReader option = new DatReader(in.bytes(in.u32()));
        if (id == BUFFER) {
          option.u64();
          instances.add(option.name());
        }
      }
      tag = in.text(10);
    }
    if (!tag.startsWith("flyrecord")) {
      throw new DatException("a trace.dat of a latency tracer" + HOW_TO_CONVERT);
    }
    for (int cpu = 0; cpu < count; cpu++) {
      addCpu(cpu, in.u64(), in.u64());
    }
  }

  private void readVersion7(DatReader in) {
    String compression = in.name();
    in.name();
    boolean compressed = !compression.isEmpty() && !compression.equals(NO_COMPRESSION);
    if (compressed && !compression.equals("zstd")) {
      throw new DatException("a trace.dat compressed with " + compression + HOW_TO_CONVERT);
    }
    long options = in.u64();
    for (int sections = 0; options != 0; sections++) {
      if (sections > 1000) {
        throw new DatException("damaged trace.dat: its options go round in circles");
      }
      options = readOptions(section(options));
    }
  }

  /** A section's content, unpacked if need be. */
  private DatReader section(long offset) {
    DatReader in = new DatReader(source, offset);
    in.skip(2);
    int flags = in.u16();
    in.skip(4 + 8);
    return flags % 2 == COMPRESSED ? new DatReader(in.unpack()) : in;
  }

  /** Reads one options section; returns where the next one lies, 0 at the end. */
  private long readOptions(DatReader in) {
    while (true) {
      int id = in.u16();
      long size = in.u32();
      DatReader option = new DatReader(in.bytes(size));
      switch (id) {
        case DONE -> {
          return option.u64();
        }
        case FTRACE_EVENTS -> readFtraceEvents(section(option.u64()));
        case EVENT_FORMATS -> readEventFormats(section(option.u64()));
        case BUFFER -> readBuffer(option);
        default -> {}
      }
    }
  }

  private void readFtraceEvents(DatReader in) {
    readFormats(in, in.u32());
  }

  private void readEventFormats(DatReader in) {
    long systems = in.u32();
    for (long i = 0; i < systems; i++) {
      in.name();
      readFormats(in, in.u32());
    }
  }

  private void readFormats(DatReader in, long count) {
    for (long i = 0; i < count; i++) {
      EventFormat format = EventFormat.parse(in.text(in.u64()));
      formats.put(format.id(), format);
    }
  }

  /** Only the main buffer is read here, which is the one without a name. */
  private void readBuffer(DatReader option) {
    long offset = option.u64();
    String name = option.name();
    option.name();
    option.u32();
    long count = option.u32();
    if (!name.isEmpty()) {
      instances.add(name);
      return;
    }
    DatReader section = new DatReader(source, offset);
    section.skip(2);
    buffersCompressed = section.u16() % 2 == COMPRESSED;
    for (long i = 0; i < count; i++) {
      addCpu((int) option.u32(), option.u64(), option.u64());
    }
  }

  private void addCpu(int cpu, long offset, long size) {
    if (offset < 0 || size < 0 || offset > source.length() || size > source.length() - offset) {
      throw new DatException("cut trace.dat: it ends before its data do");
    }
    cpus.add(new CpuData(cpu, offset, size));
  }

  DatSource source() {
    return source;
  }

  /** The names of other buffers, whose events are left out. */
  List<String> instances() {
    return instances;
  }

  /** By the number in each record. */
  Map<Integer, EventFormat> formats() {
    return formats;
  }

  List<CpuData> cpus() {
    return cpus;
  }

  /** Bytes of the recording kernel's long: the width of a page's commit field. */
  int longSize() {
    return longSize;
  }

  int pageSize() {
    return pageSize;
  }

  boolean buffersCompressed() {
    return buffersCompressed;
  }
}
