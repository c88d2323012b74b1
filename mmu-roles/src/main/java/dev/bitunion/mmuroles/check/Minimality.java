package dev.bitunion.mmuroles.check;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.arch.PermissionIndexBits;
import dev.bitunion.mmuroles.check.RoleMode.Setup;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.PermissionTable;
import dev.bitunion.mmuroles.mmu.Rights;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Is a page role minimal: does each field that comes from registers keep pages apart that mean
 * different things? One that does not only multiplies pages. The opposite question to {@link
 * Honesty}'s, over the same register states.
 *
 * <p>What a page means: for one that shadows tables, what the permission table says to the accesses
 * that can be made through it, and which bits of an entry are reserved; for one that maps linearly,
 * nothing of the kind. Besides, which memory it may map, which guest mode and SMM decide: that is
 * taken from the role as given, not derived.
 */
public final class Minimality {
  private static final GuestCpuid CPUID = new GuestCpuid(46, true, false);
  private static final int RIGHTS = 8;
  private static final List<RoleField> FIELDS =
      List.of(
          RoleField.EFER_NX,
          RoleField.CR0_WP,
          RoleField.SMEP_ANDNOT_WP,
          RoleField.SMAP_ANDNOT_WP,
          RoleField.AD_DISABLED,
          RoleField.GUEST_MODE,
          RoleField.SMM);

  private Minimality() {}

  /** What became of a field. */
  public enum Verdict {
    /** It has one value only. */
    CONSTANT,
    /** It keeps pages apart that are not the same. */
    NEEDED,
    /** Pages that differ in it alone are the same. */
    WITHOUT_EFFECT
  }

  /**
   * One field of one kind of page.
   *
   * @param mode whose pages
   * @param tables what their entries are: {@code 8-byte}, {@code 4-byte}, {@code linear}, or {@code
   *     none} if the context owns no pages
   * @param field its name
   * @param verdict what became of it
   * @param words page roles that roots have
   * @param without how many would be left without the field
   */
  public record Row(
      RoleMode mode, String tables, String field, Verdict verdict, int words, int without) {}

  /** Every field of every kind of page that the mode has. */
  public static List<Row> of(RoleMode mode, RoleModel model) {
    Map<String, List<Setup>> byTables = new TreeMap<>();
    for (Setup setup : mode.setups(model)) {
      if (setup.paging() || mode == RoleMode.TDP) {
        byTables.computeIfAbsent(tables(mode, setup), key -> new ArrayList<>()).add(setup);
      }
    }
    List<Row> rows = new ArrayList<>();
    byTables.forEach(
        (tables, setups) -> {
          List<List<Long>> meanings =
              setups.stream().map(setup -> meaning(mode, model, setup)).toList();
          FIELDS.forEach(field -> rows.add(row(mode, tables, field, setups, meanings)));
        });
    return rows;
  }

  private static String tables(RoleMode mode, Setup setup) {
    return switch (mode) {
      case TDP -> "linear";
      case NESTED -> "none";
      default -> MmuRoleBits.baseGpteIs8Bytes(setup.role()) ? "8-byte" : "4-byte";
    };
  }

  private static Row row(
      RoleMode mode,
      String tables,
      RoleField field,
      List<Setup> setups,
      List<List<Long>> meanings) {
    long fieldBits = PageMath.bits(field.shift(), field.shift() + field.width() - 1);
    long ignored = fieldBits | source(field);
    Map<Long, Map<Long, Set<List<Long>>>> groups = new HashMap<>();
    Set<Integer> words = new HashSet<>();
    Set<Integer> without = new HashSet<>();
    for (int i = 0; i < setups.size(); i++) {
      long role = setups.get(i).withPages();
      words.add(MmuRoleBits.base(role));
      without.add(MmuRoleBits.base(role & ~fieldBits));
      groups
          .computeIfAbsent(role & ~ignored, key -> new HashMap<>())
          .computeIfAbsent(role & fieldBits, key -> new HashSet<>())
          .add(meanings.get(i));
    }
    boolean varies = groups.values().stream().anyMatch(values -> values.size() > 1);
    boolean needed =
        groups.values().stream().anyMatch(values -> new HashSet<>(values.values()).size() > 1);
    Verdict verdict = needed ? Verdict.NEEDED : varies ? Verdict.WITHOUT_EFFECT : Verdict.CONSTANT;
    return new Row(mode, tables, field.name(), verdict, words.size(), without.size());
  }

  /** The bit of the extended role that changes with the field. */
  private static long source(RoleField field) {
    return field == RoleField.SMEP_ANDNOT_WP
        ? MmuRoleBits.EXT_CR4_SMEP_MASK
        : field == RoleField.SMAP_ANDNOT_WP ? MmuRoleBits.EXT_CR4_SMAP_MASK : 0;
  }

  private static List<Long> meaning(RoleMode mode, RoleModel model, Setup setup) {
    if (mode == RoleMode.NESTED) {
      return List.of();
    }
    int base = setup.pages();
    List<Long> meaning = new ArrayList<>();
    meaning.add((long) PageRoleBits.smm(base));
    meaning.add((long) PageRoleBits.guestModeBit(base));
    meaning.add((long) PageRoleBits.adDisabledBit(base));
    if (mode != RoleMode.TDP) {
      MmuContext context = mode.newContext(model, CPUID);
      mode.init(context, setup);
      permissions(mode, context, PageRoleBits.gpte_is_8_bytes(base), meaning);
      int levels = PageMath.topPageLevel(context.rootLevel());
      for (int level = 1; level <= levels; level++) {
        meaning.add(context.reserved().mask(0, level));
        meaning.add(context.reserved().mask(1, level));
      }
      meaning.add(context.reserved().badTypes());
    }
    return meaning;
  }

  /** Of the permission table, what can be asked: 4-byte entries always let fetches pass. */
  private static void permissions(
      RoleMode mode, MmuContext context, boolean hasNoExecute, List<Long> meaning) {
    for (int row = 0; row < PermissionTable.ROWS; row++) {
      boolean user = PageFaultErrorBits.user(PermissionIndexBits.prepIndex(row));
      if (mode == RoleMode.NPT && !user) {
        continue; // Nested page tables are walked with user accesses only.
      }
      for (int rights = 0; rights < RIGHTS; rights++) {
        if (hasNoExecute || (rights & Rights.EXEC) != 0) {
          meaning.add((long) PageMath.contains(context.permissions().row(row), rights));
        }
      }
    }
  }
}
