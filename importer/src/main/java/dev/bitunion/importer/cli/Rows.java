package dev.bitunion.importer.cli;

import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.Leaf;
import java.io.PrintWriter;
import java.nio.ByteOrder;
import java.util.List;

/** Prints types as rows of the layout table, the heading once. */
final class Rows {
  private final PrintWriter out;
  private final DumpCommand.Format format;
  private boolean headed;

  Rows(PrintWriter out, DumpCommand.Format format) {
    this.out = out;
    this.format = format;
  }

  void print(List<CType> types) {
    for (CType type : types) {
      type.leaves().forEach(leaf -> print(row(type, leaf)));
    }
  }

  private void print(Row row) {
    if (format == DumpCommand.Format.json) {
      row.printJson(out);
      return;
    }
    if (!headed) {
      out.print(String.join(",", row.names()) + "\n");
      headed = true;
    }
    row.printCsv(out);
  }

  private static Row row(CType type, Leaf leaf) {
    return new Row()
        .with("kernel", type.origin().kernel())
        .with("endian", type.order() == ByteOrder.BIG_ENDIAN ? "BE" : "LE")
        .with("module", type.origin().module())
        .with("root_kind", type.kind())
        .with("root", type.name())
        .with("variant", type.variant())
        .with("size_bytes", type.bytes())
        .with("path", leaf.path())
        .with("bit_offset", leaf.bitOffset())
        .with("bit_width", leaf.bitWidth())
        .with("bitfield", leaf.bitfield() ? 1 : 0)
        .with("signed", leaf.signed() ? 1 : 0)
        .with("kind", leaf.kind().name())
        .with("base", leaf.base())
        .with("typedef", leaf.typedef())
        .with("base_size", leaf.baseBytes())
        .with("enum", leaf.enumName())
        .with("via", leaf.via());
  }
}
