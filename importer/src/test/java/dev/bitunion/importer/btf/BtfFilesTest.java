package dev.bitunion.importer.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** BTF is found wherever it lies, and an input that cannot be read is said in one line. */
class BtfFilesTest {
  private static final byte[] TYPES = Samples.everyKind(ByteOrder.LITTLE_ENDIAN);

  @TempDir private Path folder;

  @Test
  void rawAndPackedFilesHoldTheSame() throws IOException {
    for (byte[] bytes : new byte[][] {TYPES, gzip(TYPES), xz(TYPES)}) {
      assertThat(BtfFiles.open(file(bytes), (String) null).name(5)).isEqualTo("u32");
    }
  }

  @ParameterizedTest
  @CsvSource({"true,LITTLE", "true,BIG", "false,LITTLE", "false,BIG"})
  void elfSectionsAreFound(boolean wide, String order) throws IOException {
    ByteOrder byteOrder = order.equals("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    byte[] elf = elf(wide, byteOrder, ".BTF", Samples.everyKind(byteOrder));
    for (byte[] bytes : new byte[][] {elf, gzip(elf), xz(elf)}) {
      Btf btf = BtfFiles.open(file(bytes), (String) null);
      assertThat(btf.name(5)).isEqualTo("u32");
      assertThat(btf.order()).isEqualTo(byteOrder);
    }
  }

  @Test
  void aModuleBuiltOutsideTheTreeBringsItsBase() throws IOException {
    Btf base = BtfReader.read("base", TYPES, null);
    byte[] elf =
        elf(true, ByteOrder.LITTLE_ENDIAN, ".BTF", Samples.split(base), ".BTF.base", TYPES);
    Btf btf = BtfFiles.open(file(elf), (String) null);
    assertThat(btf.name(btf.firstId())).isEqualTo("added");
  }

  @Test
  void everyCutOfAnElfFileIsNoticed() throws IOException {
    byte[] elf = elf(true, ByteOrder.LITTLE_ENDIAN, ".BTF", TYPES);
    for (int length = 0; length < elf.length; length += 7) {
      byte[] cut = Arrays.copyOf(elf, length);
      assertThatThrownBy(() -> BtfFiles.of("x", cut, null))
          .as("cut after %d bytes", length)
          .hasMessageStartingWith("x: ");
    }
  }

  @Test
  void whatCannotBeReadIsSaidInOneLine() throws IOException {
    String empty = file(new byte[0]);
    assertThatThrownBy(() -> BtfFiles.open(empty, (String) null)).hasMessage(empty + ": is empty");
    String none = folder.resolve("none").toString();
    assertThatThrownBy(() -> BtfFiles.open(none, (String) null))
        .hasMessage(none + ": no such file");
    assertThatThrownBy(() -> BtfFiles.open(folder.toString(), (String) null))
        .hasMessage(folder + ": is a directory");
    String text = file("hello, world".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> BtfFiles.open(text, (String) null))
        .hasMessage(text + ": this is not BTF (no magic 0xeb9f at its start)");
    byte[] packed = gzip(TYPES);
    String cut = file(Arrays.copyOf(packed, packed.length / 2));
    assertThatThrownBy(() -> BtfFiles.open(cut, (String) null))
        .hasMessage(cut + ": cut off: the packed data ends early");
    byte[] flipped = gzip(TYPES);
    Arrays.fill(flipped, 30, 40, (byte) 0xff);
    String damaged = file(flipped);
    assertThatThrownBy(() -> BtfFiles.open(damaged, (String) null))
        .hasMessageStartingWith(damaged + ": the packed data is damaged (");
    String zstd = file(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0});
    assertThatThrownBy(() -> BtfFiles.open(zstd, (String) null))
        .hasMessage(zstd + ": packed with zstd; unpack it with zstd -d");
    String other = file(elf(true, ByteOrder.LITTLE_ENDIAN, ".text", TYPES));
    assertThatThrownBy(() -> BtfFiles.open(other, (String) null))
        .hasMessage(
            other
                + ": this ELF file has no .BTF section; pahole -J adds one to an object built -g");
  }

  private String file(byte[] bytes) throws IOException {
    Path path = Files.createTempFile(folder, "types", ".btf");
    return Files.write(path, bytes).toString();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packer = new GZIPOutputStream(out)) {
      packer.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] xz(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packer = new XZOutputStream(out, new LZMA2Options(0))) {
      packer.write(bytes);
    }
    return out.toByteArray();
  }

  /** An ELF file of sections: no name, the names, then those given. */
  private static byte[] elf(boolean wide, ByteOrder order, Object... namesAndContents) {
    int sections = 2 + namesAndContents.length / 2;
    StringBuilder names = new StringBuilder("\0.shstrtab\0");
    int headerBytes = wide ? 64 : 52;
    int entryBytes = wide ? 64 : 40;
    ByteBuffer out = ByteBuffer.allocate(1 << 14).order(order);
    out.put(
        new byte[] {
          0x7f,
          'E',
          'L',
          'F',
          (byte) (wide ? 2 : 1),
          (byte) (out.order() == ByteOrder.BIG_ENDIAN ? 2 : 1),
          1
        });
    if (wide) {
      out.putLong(40, headerBytes);
    } else {
      out.putInt(32, headerBytes);
    }
    int tail = wide ? 58 : 46;
    out.putShort(tail, (short) entryBytes).putShort(tail + 2, (short) sections);
    out.putShort(tail + 4, (short) 1);
    int content = headerBytes + sections * entryBytes;
    for (int i = 0; i < namesAndContents.length; i += 2) {
      byte[] bytes = (byte[]) namesAndContents[i + 1];
      section(
          out, wide, headerBytes + (2 + i / 2) * entryBytes, names.length(), content, bytes.length);
      out.position(content).put(bytes);
      content += bytes.length;
      names.append(namesAndContents[i]).append('\0');
    }
    section(out, wide, headerBytes + entryBytes, 1, content, names.length());
    out.position(content).put(names.toString().getBytes(StandardCharsets.US_ASCII));
    return Arrays.copyOf(out.array(), out.position());
  }

  private static void section(ByteBuffer out, boolean wide, int at, int name, int from, int size) {
    out.putInt(at, name).putInt(at + 4, 1);
    if (wide) {
      out.putLong(at + 24, from).putLong(at + 32, size);
    } else {
      out.putInt(at + 16, from).putInt(at + 20, size);
    }
  }
}
