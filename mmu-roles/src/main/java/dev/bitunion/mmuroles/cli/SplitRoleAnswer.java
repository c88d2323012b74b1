package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.profile.Release;
import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.profile.RoleProfiles;
import dev.bitunion.mmuroles.profile.WordLayout;
import dev.bitunion.mmuroles.role.KernelWords;
import dev.bitunion.mmuroles.role.MmuKind;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.RoleMeaning;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.role.Unverified;
import java.util.ArrayList;
import java.util.List;

/** The computed roles of a context in the three formats, where it has a cpu and a root role. */
final class SplitRoleAnswer {
  /** A field with its value and the reason for it. */
  private record Row(String name, int value, String why) {}

  private final RoleQuery query;
  private final RoleModel model;
  private final RoleProfile profile;
  private final List<String> notes;
  private final long cpu;
  private final int root;
  private final int rootLevel;

  SplitRoleAnswer(RoleQuery query, RoleModel model, List<String> notes) {
    this.query = query;
    this.model = model;
    this.notes = new ArrayList<>(notes);
    profile = RoleProfiles.of(Release.parse(model.kernel().toString())).profile();
    KernelWords words = model.words();
    long role = query.role(model);
    int pages = query.pages(model);
    cpu = words.context(role);
    root = words.page(pages);
    rootLevel = PageRoleBits.level(pages);
    Unverified.of(model.kernel(), query.mmu(), role, rootLevel, query.rootLevel())
        .forEach(doubt -> this.notes.add(doubt.note(model.kernel())));
  }

  private boolean hasRoot() {
    return query.mmu() != MmuKind.NESTED;
  }

  void print(Session session, Format format) {
    switch (format) {
      case text -> text(session);
      case json -> json(session);
      case csv -> csv(session);
    }
  }

  private List<Row> rows() {
    SplitReasons reasons = new SplitReasons(query);
    List<Row> rows = new ArrayList<>();
    if (!query.baseOnly()) {
      for (WordLayout.Slot slot : profile.page().slots()) {
        String name = "base." + slot.name();
        rows.add(
            new Row(name, value(profile.page(), MmuRoleBits.base(cpu), slot), reasons.cpu(name)));
      }
      for (WordLayout.Slot slot : profile.ext().slots()) {
        String name = "ext." + slot.name();
        rows.add(
            new Row(name, value(profile.ext(), MmuRoleBits.ext(cpu), slot), reasons.cpu(name)));
      }
    }
    if (hasRoot()) {
      for (WordLayout.Slot slot : profile.page().slots()) {
        String name = "root." + slot.name();
        rows.add(new Row(name, value(profile.page(), root, slot), reasons.root(name)));
      }
    }
    return rows;
  }

  private static int value(WordLayout layout, int word, WordLayout.Slot slot) {
    return layout.values(word).get(slot.name());
  }

  private String mode() {
    return query.mmu() == MmuKind.EPT
        ? query.rootLevel() + "-level EPT"
        : RoleMeaning.mode(query.rootLevel());
  }

  /** The cpu role, or the root role if only that was asked for. */
  private String word() {
    return query.baseOnly() ? RoleLayout.hex(root) : RoleLayout.full.hex(cpu);
  }

  private void text(Session session) {
    StringBuilder text = new StringBuilder();
    if (!query.baseOnly()) {
      text.append(session.bold(RoleLayout.full.hex(cpu)));
      text.append("  cpu role as Linux ").append(model.kernel()).append('\n');
    }
    if (hasRoot()) {
      text.append(session.bold(String.format("%-18s", RoleLayout.hex(root))));
      text.append("  root role as Linux ").append(model.kernel());
      text.append(query.baseOnly() ? ", which a CR3 load asks for\n" : "\n");
    }
    text.append("  ").append(query.mmu().context()).append("; ").append(mode()).append('\n');
    if (query.mmu() != MmuKind.EPT) {
      line(text, "cr0", Register.CR0.describe(query.cr0()));
      line(text, "cr4", Register.CR4.describe(query.cr4()));
      line(text, "efer", Register.EFER.describe(query.efer()));
    } else {
      line(text, "eptp", "0x" + Long.toHexString(query.eptp()));
    }
    for (Row row : rows()) {
      text.append(String.format("  %-20s %-3d %s%n", row.name(), row.value(), row.why()));
    }
    notes.forEach(note -> text.append("  note: ").append(note).append('\n'));
    session.out().print(text);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format("  %-20s %s%n", name, value));
  }

  private void json(Session session) {
    JsonWriter json =
        new JsonWriter()
            .put("kernel", model.kernel().toString())
            .put("mmu", query.mmu().toString())
            .put("base_only", query.baseOnly())
            .put("word", word())
            .put("base", RoleLayout.hex(query.baseOnly() ? root : MmuRoleBits.base(cpu)))
            .put("ext", query.baseOnly() ? null : RoleLayout.hex(MmuRoleBits.ext(cpu)))
            .put("root_role", hasRoot() ? RoleLayout.hex(root) : null)
            .put("level", hasRoot() ? rootLevel : query.rootLevel())
            .put("root_level", query.rootLevel())
            .put("mode", mode())
            .putAll("fields", rows().stream().map(SplitRoleAnswer::json).toList())
            .put("notes", notes);
    session.out().println(json);
  }

  private static JsonWriter json(Row row) {
    return new JsonWriter()
        .put("field", row.name())
        .put("value", row.value())
        .put("why", row.why());
  }

  private void csv(Session session) {
    session.out().println(Csv.row("mmu", "word", "field", "value", "why"));
    for (Row row : rows()) {
      session
          .out()
          .println(Csv.row(query.mmu().toString(), word(), row.name(), row.value(), row.why()));
    }
    notes.forEach(session::note);
  }
}
