package dev.bitunion.mmuroles.conform;

import dev.bitunion.mmuroles.role.RoleMath;
import java.io.IOException;

/** The role of guest_mmu for nested EPT. */
final class RolesEptKind implements ConformKind {
  private static final String[] COLUMNS = {
    "accessed_dirty", "execonly", "level", "root_smm", "role"
  };

  @Override
  public String name() {
    return "roles_ept";
  }

  @Override
  public boolean recognises(Sample sample) {
    return Columns.has(sample.firstRow(), COLUMNS);
  }

  @Override
  public void check(DataLines lines, Tally tally) throws IOException {
    Columns columns = new Columns(lines.header());
    boolean hasLegal = columns.names().contains("legal");
    for (String row = lines.next(); row != null; row = lines.next()) {
      columns.row(lines, row);
      int level = columns.number("level");
      long role =
          RoleMath.shadowEpt(
              columns.flag("accessed_dirty"),
              columns.flag("execonly"),
              level,
              columns.flag("root_smm") ? 1 : 0);
      tally.hex(lines.number(), "role", columns.hex("role"), role);
      if (hasLegal) {
        boolean legal = level == 4 || level == 5;
        tally.number(lines.number(), "legal", columns.number("legal"), legal ? 1 : 0);
      }
    }
  }
}
