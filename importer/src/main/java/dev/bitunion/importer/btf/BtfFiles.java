package dev.bitunion.importer.btf;

import dev.bitunion.importer.BadInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Opens BTF wherever it lies: a raw file (as in {@code /sys/kernel/btf}), the {@code .BTF} section
 * of an ELF file (a kernel, a module, an object), either of them packed, or standard input.
 */
public final class BtfFiles {
  private static final Pattern MODULE = Pattern.compile("/sys/kernel/btf/(?!vmlinux$)[^/]+");
  private static final String RUNNING_KERNEL = "/sys/kernel/btf/vmlinux";

  private BtfFiles() {}

  /**
   * Opens a file of types; the base of a module of the running kernel is found by itself.
   *
   * @param name a file's name, or {@code -} for standard input
   * @param baseName the file that a module's types continue, or null
   * @throws BadInputException in one line, if one of them cannot be read or understood
   */
  public static Btf open(String name, String baseName) {
    boolean running = baseName == null && MODULE.matcher(name).matches();
    String base = running ? RUNNING_KERNEL : baseName;
    return open(name, base == null ? null : open(base, (Btf) null));
  }

  /**
   * Opens a file of types.
   *
   * @param name a file's name, or {@code -} for standard input
   * @param base the table that a module's types continue, or null
   * @throws BadInputException in one line, if it cannot be read or understood
   */
  public static Btf open(String name, Btf base) {
    try {
      if (!Unpack.STDIN.equals(name)) {
        Path path = Unpack.file(name);
        if (Files.isRegularFile(path)) {
          try (FileChannel file = FileChannel.open(path)) {
            Source source = Source.of(file);
            if (source.size() == 0) {
              throw new BadInputException(name + ": is empty");
            }
            if (ElfSections.isElf(source.read(0, (int) Math.min(4, source.size())))) {
              return elf(name, source, base);
            }
          }
        }
      }
      return of(name, Unpack.read(name), base);
    } catch (IOException e) {
      throw Unpack.unreadable(name, e);
    }
  }

  /** Opens types that are in memory, raw or inside an ELF file. */
  static Btf of(String name, byte[] bytes, Btf base) throws IOException {
    if (bytes.length == 0) {
      throw new BadInputException(name + ": is empty");
    }
    if (ElfSections.isElf(Arrays.copyOf(bytes, 4))) {
      return elf(name, Source.of(bytes), base);
    }
    return BtfReader.read(name, bytes, base);
  }

  private static Btf elf(String name, Source source, Btf base) throws IOException {
    ElfSections sections = new ElfSections(name, source);
    byte[] types = sections.find(".BTF");
    if (types == null) {
      throw new BadInputException(
          name + ": this ELF file has no .BTF section; pahole -J adds one to an object built -g");
    }
    byte[] distilled = sections.find(".BTF.base");
    if (distilled != null && distilled.length > 0) {
      // Built outside the kernel's tree: the module brings the part of its base that it refers to.
      return BtfReader.read(name, types, BtfReader.read(name + " (.BTF.base)", distilled, null));
    }
    return BtfReader.read(name, types, base);
  }
}
