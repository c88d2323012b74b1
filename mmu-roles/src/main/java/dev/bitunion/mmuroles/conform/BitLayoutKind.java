package dev.bitunion.mmuroles.conform;

import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.RoleField;
import dev.bitunion.mmuroles.role.RoleFields;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the fields of the three role unions are (L), what reading them gives (P: page role, E:
 * extended role), and what a store of a value that may be too wide leaves (S).
 */
final class BitLayoutKind implements ConformKind {
  private static final Pattern FIRST_ROW =
      Pattern.compile("L,kvm_mmu_\\w+,.*|[PE],[0-9a-f]{8},.*|S,[0-9a-f]{8},[pe]\\..*");

  @Override
  public String name() {
    return "bitlayout";
  }

  @Override
  public boolean recognises(Sample sample) {
    return FIRST_ROW.matcher(sample.firstRow()).matches();
  }

  @Override
  public void check(DataLines lines, Tally tally) throws IOException {
    for (String row = lines.next(); row != null; row = lines.next()) {
      String[] cells = row.split(",", -1);
      switch (cells[0]) {
        case "L" -> layout(lines, cells, tally);
        case "P" -> reads(lines, cells, RoleFields.PAGE, tally);
        case "E" -> reads(lines, cells, RoleFields.EXT, tally);
        case "S" -> store(lines, cells, tally);
        default -> tally.skip(lines.number(), "unknown section " + cells[0]);
      }
    }
  }

  private static void layout(DataLines lines, String[] cells, Tally tally) {
    count(lines, cells, 5);
    String field = cells[2];
    int[] place = place(cells[1], field);
    if (place == null) {
      tally.skip(lines.number(), "unknown field " + cells[1] + "." + field);
      return;
    }
    tally.number(lines.number(), field + " offset", number(lines, cells[3]), place[0]);
    tally.number(lines.number(), field + " width", number(lines, cells[4]), place[1]);
  }

  /** Offset and width; null if there is no such field. */
  private static int[] place(String union, String field) {
    if (field.equals("sizeof")) {
      return new int[] {0, union.equals("kvm_mmu_role") ? Long.SIZE : Integer.SIZE};
    }
    return switch (union) {
      case "kvm_mmu_page_role" -> place(RoleFields.PAGE, field);
      case "kvm_mmu_extended_role" -> place(RoleFields.EXT, field);
      case "kvm_mmu_role" ->
          switch (field) {
            case "base" -> new int[] {MmuRoleBits.BASE_SHIFT, MmuRoleBits.BASE_WIDTH};
            case "ext" -> new int[] {MmuRoleBits.EXT_SHIFT, MmuRoleBits.EXT_WIDTH};
            default -> null;
          };
      default -> null;
    };
  }

  private static int[] place(List<RoleField> fields, String name) {
    return find(fields, name).map(f -> new int[] {f.shift(), f.width()}).orElse(null);
  }

  private static Optional<RoleField> find(List<RoleField> fields, String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  private static void reads(DataLines lines, String[] cells, List<RoleField> fields, Tally tally) {
    count(lines, cells, fields.size() + 2);
    int word = word(lines, cells[1]);
    for (int i = 0; i < fields.size(); i++) {
      RoleField field = fields.get(i);
      tally.number(lines.number(), field.name(), number(lines, cells[i + 2]), field.get(word));
    }
  }

  private static void store(DataLines lines, String[] cells, Tally tally) {
    count(lines, cells, 5);
    boolean page = cells[2].startsWith("p.");
    String name = cells[2].substring(Math.min(2, cells[2].length()));
    Optional<RoleField> field = find(page ? RoleFields.PAGE : RoleFields.EXT, name);
    if (field.isEmpty()) {
      tally.skip(lines.number(), "unknown field " + cells[2]);
      return;
    }
    int stored = field.get().setTruncated(word(lines, cells[1]), (int) number(lines, cells[3]));
    tally.hex(
        lines.number(),
        "store to " + cells[2],
        Integer.toUnsignedLong(word(lines, cells[4])),
        Integer.toUnsignedLong(stored));
  }

  private static void count(DataLines lines, String[] cells, int expected) {
    if (cells.length != expected) {
      throw lines.malformed(expected + " columns expected, " + cells.length + " found");
    }
  }

  private static int word(DataLines lines, String text) {
    return (int) Columns.hex(lines, "word", text);
  }

  private static long number(DataLines lines, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw lines.malformed("'" + text + "' is not a number");
    }
  }
}
