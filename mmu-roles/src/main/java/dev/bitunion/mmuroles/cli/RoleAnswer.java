package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.cli.RoleLayout.NamedField;
import dev.bitunion.mmuroles.role.MmuKind;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.RoleMeaning;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.List;

/** A computed role in the three formats. */
final class RoleAnswer {
  private final RoleQuery query;
  private final RoleModel model;
  private final List<String> notes;
  private final long role;
  private final RoleReasons reasons;

  RoleAnswer(RoleQuery query, RoleModel model, List<String> notes) {
    this.query = query;
    this.model = model;
    this.notes = notes;
    this.role = query.role(model);
    this.reasons = new RoleReasons(query);
  }

  void print(Session session, Format format) {
    switch (format) {
      case text -> text(session);
      case json -> json(session);
      case csv -> csv(session);
    }
  }

  private List<NamedField> fields() {
    List<NamedField> all = RoleLayout.full.fields();
    return query.baseOnly()
        ? all.stream().filter(field -> field.name().startsWith("base.")).toList()
        : all;
  }

  private String mmu() {
    return query.mmu().toString();
  }

  private String mode() {
    return query.mmu() == MmuKind.EPT
        ? query.rootLevel() + "-level EPT"
        : RoleMeaning.mode(query.rootLevel());
  }

  /** The word: 64 bits, or 32 if only the base was computed. */
  private String word() {
    return query.baseOnly() ? RoleLayout.hex(MmuRoleBits.base(role)) : RoleLayout.full.hex(role);
  }

  private void text(Session session) {
    StringBuilder text = new StringBuilder(session.bold(word()));
    text.append("  ").append(query.baseOnly() ? "base role" : "full role");
    text.append(" as Linux ").append(model.kernel()).append("\n  ");
    text.append(query.mmu().context()).append("; ").append(mode()).append('\n');
    line(text, "base", RoleLayout.hex(MmuRoleBits.base(role)));
    if (!query.baseOnly()) {
      line(text, "ext", RoleLayout.hex(MmuRoleBits.ext(role)));
    }
    line(
        text,
        "level",
        MmuRoleBits.baseLevel(role) + " (the guest's own: " + query.rootLevel() + ")");
    if (query.mmu() != MmuKind.EPT) {
      line(text, "cr0", Register.CR0.describe(query.cr0()));
      line(text, "cr4", Register.CR4.describe(query.cr4()));
      line(text, "efer", Register.EFER.describe(query.efer()));
    } else {
      line(text, "eptp", "0x" + Long.toHexString(query.eptp()));
    }
    for (NamedField field : fields()) {
      text.append(
          String.format(
              "  %-20s %-3d %s%n", field.name(), field.get(role), reasons.of(field.name())));
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
            .put("mmu", mmu())
            .put("base_only", query.baseOnly())
            .put("word", word())
            .put("base", RoleLayout.hex(MmuRoleBits.base(role)))
            .put("ext", query.baseOnly() ? null : RoleLayout.hex(MmuRoleBits.ext(role)))
            .put("level", MmuRoleBits.baseLevel(role))
            .put("root_level", query.rootLevel())
            .put("mode", mode())
            .putAll("fields", fields().stream().map(this::field).toList())
            .put("notes", notes);
    session.out().println(json);
  }

  private JsonWriter field(NamedField field) {
    return new JsonWriter()
        .put("field", field.name())
        .put("value", field.get(role))
        .put("why", reasons.of(field.name()));
  }

  private void csv(Session session) {
    session.out().println(Csv.row("mmu", "word", "field", "value", "why"));
    for (NamedField field : fields()) {
      session
          .out()
          .println(Csv.row(mmu(), word(), field.name(), field.get(role), reasons.of(field.name())));
    }
    notes.forEach(session::note);
  }
}
