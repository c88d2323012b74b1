package dev.bitunion.mmuroles.trace.dat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes small trace.dat files, uncompressed, as trace-cmd's documentation describes them. */
final class DatWriter {
  static final String ZAP =
      "name: kvm_mmu_prepare_zap_page\nID: 301\nformat:\n"
          + "\tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;\n"
          + "\tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;\n\n"
          + "\tfield:__u8 mmu_valid_gen;\toffset:8;\tsize:1;\tsigned:0;\n"
          + "\tfield:__u64 gfn;\toffset:16;\tsize:8;\tsigned:0;\n"
          + "\tfield:__u32 role;\toffset:24;\tsize:4;\tsigned:0;\n"
          + "\tfield:__u32 root_count;\toffset:28;\tsize:4;\tsigned:0;\n"
          + "\tfield:bool unsync;\toffset:32;\tsize:1;\tsigned:0;\n";
  private static final String PRINT =
      "name: print\nID: 5\nformat:\n"
          + "\tfield:unsigned long ip;\toffset:8;\tsize:8;\tsigned:0;\n"
          + "\tfield:char buf[];\toffset:16;\tsize:0;\tsigned:0;\n";
  private static final int PAGE = 4096;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private DatWriter number(long value, int size) {
    for (int i = 0; i < size; i++) {
      out.write((int) (value >>> 8 * i));
    }
    return this;
  }

  private DatWriter bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  private DatWriter name(String name) {
    return bytes(name.getBytes(StandardCharsets.ISO_8859_1)).number(0, 1);
  }

  private DatWriter sized(String text) {
    return number(text.length(), 8).bytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static DatWriter head(String version, int endian) {
    DatWriter writer = new DatWriter();
    writer
        .bytes(new byte[] {0x17, 0x08, 0x44})
        .bytes("tracing".getBytes(StandardCharsets.US_ASCII));
    return writer.name(version).number(endian, 1).number(8, 1).number(PAGE, 4);
  }

  /** Version 6: everything in one row. */
  static byte[] version6(byte[]... pages) {
    return version6WithInstance(null, pages);
  }

  /** With a buffer instance of a name, whose own data are left out; null is none. */
  static byte[] version6WithInstance(String instance, byte[]... pages) {
    DatWriter writer = head("6", 0);
    writer.name("header_page").sized("x").name("header_event").sized("x");
    writer.number(1, 4).sized(PRINT);
    writer.number(1, 4).name("kvmmmu").number(1, 4).sized(ZAP);
    writer.number(0, 4).number(0, 4).number(0, 8);
    writer.number(pages.length, 4);
    writer.bytes("options  \0".getBytes(StandardCharsets.US_ASCII));
    writer.number(5, 2).number(3, 4).bytes(new byte[3]);
    if (instance != null) {
      writer.number(3, 2).number(9 + instance.length(), 4).number(0, 8).name(instance);
    }
    writer.number(0, 2);
    writer.bytes("flyrecord\0".getBytes(StandardCharsets.US_ASCII));
    long at = writer.out.size() + 16L * pages.length;
    for (byte[] page : pages) {
      writer.number(at, 8).number(page.length, 8);
      at += page.length;
    }
    for (byte[] page : pages) {
      writer.bytes(page);
    }
    return writer.out.toByteArray();
  }

  /** Version 7: sections and options. */
  static byte[] version7(String compression, byte[]... pages) {
    DatWriter writer = head("7", 0).name(compression).name("");
    long optionsAt = writer.out.size() + 8;
    writer.number(optionsAt, 8);
    DatWriter formats = new DatWriter().number(1, 4).name("kvmmmu").number(1, 4).sized(ZAP);
    DatWriter prints = new DatWriter().number(1, 4).sized(PRINT);
    int bufferOption = 8 + 1 + 6 + 8 + 20 * pages.length;
    long optionsSize = 3 * 6 + 6 + 8 + 8 + bufferOption + 8;
    long formatsAt = optionsAt + 16 + optionsSize;
    long printsAt = formatsAt + 16 + formats.out.size();
    long bufferAt = printsAt + 16 + prints.out.size();
    writer.section(0, optionsSize);
    writer.number(18, 2).number(8, 4).number(formatsAt, 8);
    writer.number(17, 2).number(8, 4).number(printsAt, 8);
    writer.number(3, 2).number(bufferOption, 4).number(bufferAt, 8).name("").name("local");
    writer.number(PAGE, 4).number(pages.length, 4);
    long at = bufferAt + 16;
    for (int cpu = 0; cpu < pages.length; cpu++) {
      writer.number(cpu, 4).number(at, 8).number(pages[cpu].length, 8);
      at += pages[cpu].length;
    }
    writer.number(0, 2).number(8, 4).number(0, 8);
    writer.section(18, formats.out.size()).bytes(formats.out.toByteArray());
    writer.section(17, prints.out.size()).bytes(prints.out.toByteArray());
    writer.section(3, 0);
    for (byte[] page : pages) {
      writer.bytes(page);
    }
    return writer.out.toByteArray();
  }

  private DatWriter section(int id, long size) {
    return number(id, 2).number(0, 2).number(0, 4).number(size, 8);
  }

  static byte[] otherVersion(String version, int endian) {
    return head(version, endian).bytes(new byte[64]).out.toByteArray();
  }

  /** A page of the ring buffer. */
  static final class Page {
    private final ByteBuffer page = ByteBuffer.allocate(PAGE).order(ByteOrder.LITTLE_ENDIAN);
    private long missed = -1;

    Page(long time) {
      page.putLong(time).putLong(0);
    }

    Page missed(long events) {
      missed = events;
      return this;
    }

    /** A zap, {@code delta} nanoseconds after what came before. */
    Page zap(long delta, int pid, long gfn, int role) {
      header(delta, 36);
      ByteBuffer record = ByteBuffer.allocate(36).order(ByteOrder.LITTLE_ENDIAN);
      record.putShort(0, (short) 301).putInt(4, pid).putLong(16, gfn).putInt(24, role);
      page.put(record);
      return this;
    }

    Page print(long delta, String text) {
      int size = (16 + text.length() + 1 + 3) / 4 * 4;
      // A length of its own, for records that the type cannot hold.
      page.putInt((int) (delta << 5)).putInt(size + 4);
      byte[] record = new byte[size];
      record[0] = 5;
      System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, record, 16, text.length());
      page.put(record);
      return this;
    }

    Page pause(long delta) {
      page.putInt((int) (delta % (1 << 27) << 5) | 30).putInt((int) (delta >>> 27));
      return this;
    }

    Page discarded(int bytes) {
      page.putInt(1 << 5 | 29).putInt(bytes).position(page.position() + bytes - 4);
      return this;
    }

    private void header(long delta, int size) {
      page.putInt((int) (delta << 5) | size / 4);
    }

    byte[] end() {
      long commit = page.position() - 16;
      if (missed >= 0) {
        commit |= 1L << 31;
        if (missed > 0) {
          commit |= 1L << 30;
          page.putLong(missed);
        }
      }
      page.putLong(8, commit);
      return page.array();
    }
  }
}
