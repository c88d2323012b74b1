package dev.bitunion.mmuroles.conform;

import dev.bitunion.mmuroles.role.RoleMath;
import java.io.IOException;

/** The number of levels of two-dimensional paging in use. */
final class TdpLevelKind implements ConformKind {
  @Override
  public String name() {
    return "tdp_level";
  }

  @Override
  public boolean recognises(Sample sample) {
    return Columns.has(sample.firstRow(), "max_tdp_level", "maxphyaddr", "level");
  }

  @Override
  public void check(DataLines lines, Tally tally) throws IOException {
    Columns columns = new Columns(lines.header());
    for (String row = lines.next(); row != null; row = lines.next()) {
      columns.row(lines, row);
      int level = RoleMath.tdpLevel(columns.number("max_tdp_level"), columns.number("maxphyaddr"));
      tally.number(lines.number(), "level", columns.number("level"), level);
    }
  }
}
