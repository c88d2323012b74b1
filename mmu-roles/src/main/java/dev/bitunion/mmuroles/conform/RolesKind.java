package dev.bitunion.mmuroles.conform;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.role.HflagsBits;
import dev.bitunion.mmuroles.role.RoleMath;
import java.io.IOException;
import java.util.List;

/** The role of every kind of context for each combination of register bits. */
final class RolesKind implements ConformKind {
  private static final int FOUR = 4;
  private static final int FIVE = 5;

  private static final List<String> INPUTS =
      List.of(
          "pg",
          "wp",
          "pae",
          "pse",
          "la57",
          "smep",
          "smap",
          "pke",
          "nx",
          "lma",
          "smm",
          "guest_mode");

  @Override
  public String name() {
    return "roles";
  }

  @Override
  public boolean recognises(Sample sample) {
    return Columns.has(sample.firstRow(), INPUTS.toArray(String[]::new));
  }

  @Override
  public void check(DataLines lines, Tally tally) throws IOException {
    Columns columns = new Columns(lines.header());
    for (String row = lines.next(); row != null; row = lines.next()) {
      columns.row(lines, row);
      for (String column : columns.names()) {
        if (!INPUTS.contains(column)) {
          check(columns, column, lines.number(), tally);
        }
      }
    }
  }

  private static void check(Columns columns, String column, long line, Tally tally) {
    long cr0 = Cr0Bits.prepPg(columns.flag("pg")) | Cr0Bits.prepWp(columns.flag("wp"));
    long cr4 =
        Cr4Bits.prepPae(columns.flag("pae"))
            | Cr4Bits.prepPse(columns.flag("pse"))
            | Cr4Bits.prepLa57(columns.flag("la57"))
            | Cr4Bits.prepSmep(columns.flag("smep"))
            | Cr4Bits.prepSmap(columns.flag("smap"))
            | Cr4Bits.prepPke(columns.flag("pke"));
    boolean lma = columns.flag("lma");
    long efer = EferBits.prepNx(columns.flag("nx")) | EferBits.prepLme(lma) | EferBits.prepLma(lma);
    int hflags =
        HflagsBits.prepSmm(columns.flag("smm")) | HflagsBits.prepGuest(columns.flag("guest_mode"));
    switch (column) {
      case "legal" -> {
        boolean legal = !lma || Cr0Bits.pg(cr0) && Cr4Bits.pae(cr4);
        tally.number(line, column, columns.number(column), legal ? 1 : 0);
      }
      case "root_level" ->
          tally.number(line, column, columns.number(column), RoleMath.rootLevel(cr0, cr4, efer));
      default -> {
        if (isRole(column)) {
          tally.hex(line, column, columns.hex(column), role(column, cr0, cr4, efer, hflags));
        } else {
          tally.skip(line, "unknown column " + column);
        }
      }
    }
  }

  private static boolean isRole(String column) {
    return switch (column) {
      case "shadow", "shadow_bo", "tdp4ad", "tdp4na", "tdp5ad", "tdp5na", "tdp4ad_bo" -> true;
      case "npt4", "npt5", "nested" -> true;
      default -> false;
    };
  }

  private static long role(String column, long cr0, long cr4, long efer, int hflags) {
    return switch (column) {
      case "shadow" -> RoleMath.shadowRoot(cr0, cr4, efer, hflags);
      case "shadow_bo" -> Integer.toUnsignedLong(RoleMath.shadowRootBase(cr0, cr4, efer, hflags));
      case "tdp4ad" -> RoleMath.tdpRoot(cr0, cr4, efer, hflags, FOUR, false);
      case "tdp4na" -> RoleMath.tdpRoot(cr0, cr4, efer, hflags, FOUR, true);
      case "tdp5ad" -> RoleMath.tdpRoot(cr0, cr4, efer, hflags, FIVE, false);
      case "tdp5na" -> RoleMath.tdpRoot(cr0, cr4, efer, hflags, FIVE, true);
      case "tdp4ad_bo" ->
          Integer.toUnsignedLong(RoleMath.tdpRootBase(cr0, efer, hflags, FOUR, false));
      case "npt4" -> RoleMath.shadowNpt(cr0, cr4, efer, hflags, FOUR);
      case "npt5" -> RoleMath.shadowNpt(cr0, cr4, efer, hflags, FIVE);
      case "nested" -> RoleMath.nested(cr0, cr4, efer, hflags);
      default -> throw new IllegalArgumentException(column);
    };
  }
}
