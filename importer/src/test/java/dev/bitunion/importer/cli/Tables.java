package dev.bitunion.importer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small layout tables for tests. */
final class Tables {
  private static final String HEADING =
      "kernel,endian,module,root_kind,root,variant,size_bytes,path,bit_offset,bit_width,bitfield,"
          + "signed,kind,base,typedef,base_size,enum,via\n";

  private Tables() {}

  /** A member of a 4-byte union, as a row's cells from the path to the sign. */
  static String member(String path, int offset, int width) {
    return path + "," + offset + "," + width + ",1,0,INT,unsigned int,,4,,aS";
  }

  /** A file of one little-endian union of 4 bytes. */
  static String union(Path folder, String kernel, String name, String... members)
      throws IOException {
    StringBuilder rows = new StringBuilder(HEADING);
    for (String member : members) {
      rows.append(kernel).append(",LE,vmlinux,union,").append(name).append(",0,4,");
      rows.append(member).append('\n');
    }
    Path file = folder.resolve(kernel + ".csv");
    return Files.writeString(file, rows).toString();
  }
}
