package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.cli.RoleLayout.NamedField;
import dev.bitunion.mmuroles.profile.Release;
import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.profile.RoleProfiles;
import dev.bitunion.mmuroles.profile.WordLayout;
import dev.bitunion.mmuroles.role.KernelWords;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.role.RoleTransition;
import dev.bitunion.mmuroles.role.RoleTransition.Answer;
import dev.bitunion.mmuroles.role.RoleTransition.Trigger;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a change of role does to a context and its root. */
@Command(
    name = "transition",
    description = "Says which bits of a role change, and what that does to a context and its root.",
    footer = {
      "",
      "cr      a load of CR0, CR4 or EFER that changes a bit which roles depend on",
      "nested  entering or leaving L2: SVM's VMRUN and #VMEXIT, VMX's VM entry and exit",
      "cr3     a load of CR3",
      "",
      "The words are full roles. Two words of up to 32 bits are taken as their bases alone.",
      "",
      "Examples:",
      "  mmu-roles transition 0x0000000d00003714 0x0000008d00003714",
      "  mmu-roles transition --on nested 0xd00003714 0xd00023714"
    })
final class TransitionCommand extends Subcommand {
  @Parameters(index = "0", paramLabel = "FROM", description = "the role before")
  private String from;

  @Parameters(index = "1", paramLabel = "TO", description = "the role after")
  private String to;

  @Option(
      names = "--on",
      paramLabel = "TRIGGER",
      description = "cr, nested or cr3 (default: each of them)")
  private Trigger on;

  @Option(names = "--hex", description = "read words of digits only as hex too")
  private boolean hex;

  @Mixin private FormatOption format;
  @Mixin private KernelOption kernel;

  private KernelWords words;

  TransitionCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    RoleModel model = kernel.model();
    words = model.words();
    long old = WordArgument.parse(from, hex).value();
    long now = WordArgument.parse(to, hex).value();
    boolean bases = RoleLayout.of(old) == RoleLayout.page && RoleLayout.of(now) == RoleLayout.page;
    RoleLayout layout = bases ? RoleLayout.page : RoleLayout.full;
    RoleTransition transition =
        new RoleTransition(model, own(layout, old), own(layout, now), bases);
    List<Answer> answers = new ArrayList<>();
    for (Trigger trigger : on == null ? Trigger.values() : new Trigger[] {on}) {
      answers.addAll(transition.answers(trigger));
    }
    switch (format.format()) {
      case text -> text(layout, transition, answers);
      case json -> json(layout, transition, answers);
      case csv -> csv(layout, transition, answers);
    }
    return ExitCode.FINE;
  }

  private long own(RoleLayout layout, long word) {
    return layout == RoleLayout.full
        ? words.ownContext(word)
        : Integer.toUnsignedLong(words.ownPage((int) word));
  }

  /** A role as the kernel writes it. */
  private long word(RoleLayout layout, long role) {
    return layout == RoleLayout.full
        ? words.context(role)
        : Integer.toUnsignedLong(words.page((int) role));
  }

  /** A field that changes. */
  private record Change(String name, String place, int from, int to) {}

  private List<Change> changed(RoleLayout layout, RoleTransition transition) {
    List<Change> changes = new ArrayList<>();
    long from = word(layout, transition.from());
    long to = word(layout, transition.to());
    if (words.areThoseOf514()) {
      for (NamedField field : layout.fields()) {
        changes.add(new Change(field.name(), field.place(), field.get(from), field.get(to)));
      }
    } else {
      RoleProfile profile =
          RoleProfiles.of(Release.parse(transition.model().kernel().toString())).profile();
      boolean full = layout == RoleLayout.full;
      add(changes, profile.page(), full ? "base." : "", 0, (int) from, (int) to);
      if (full) {
        int extFrom = MmuRoleBits.ext(from);
        add(changes, profile.ext(), "ext.", MmuRoleBits.EXT_SHIFT, extFrom, MmuRoleBits.ext(to));
      }
    }
    changes.removeIf(change -> change.from() == change.to());
    return changes;
  }

  private static void add(
      List<Change> changes, WordLayout layout, String prefix, int shift, int from, int to) {
    for (WordLayout.Slot slot : layout.slots()) {
      WordLayout.Slot moved = new WordLayout.Slot(slot.name(), slot.shift() + shift, slot.width());
      changes.add(
          new Change(
              prefix + slot.name(),
              moved.place(),
              layout.values(from).get(slot.name()),
              layout.values(to).get(slot.name())));
    }
  }

  private static List<String> notes(RoleLayout layout, RoleTransition transition) {
    List<String> notes = new ArrayList<>();
    impossible(layout, "FROM", transition.model(), transition.from(), notes);
    impossible(layout, "TO", transition.model(), transition.to(), notes);
    boolean one = transition.answers(Trigger.CR).get(0).mmu() == null;
    if (notes.isEmpty() && one && !transition.baseOnly() && transition.from() != 0) {
      notes.add("no single context can have both roles, so none goes from one to the other");
    }
    return notes;
  }

  private static void impossible(
      RoleLayout layout, String which, RoleModel model, long word, List<String> notes) {
    // A base may be one that no page ever has; only whole roles are judged.
    String reason = layout == RoleLayout.full ? layout.impossible(model, word) : null;
    if (reason != null) {
      notes.add(which + " is impossible as Linux " + model.kernel() + ": " + reason);
    }
  }

  private void text(RoleLayout layout, RoleTransition transition, List<Answer> answers) {
    StringBuilder text = new StringBuilder();
    boolean oneRole = transition.model().hasOneRole();
    String kind = layout == RoleLayout.page ? "base" : oneRole ? "full" : "cpu";
    text.append(session.bold(layout.hex(word(layout, transition.from()))))
        .append(" -> ")
        .append(session.bold(layout.hex(word(layout, transition.to()))))
        .append("  ")
        .append(kind)
        .append(" roles")
        .append(" as Linux ")
        .append(transition.model().kernel())
        .append('\n');
    if (layout == RoleLayout.full) {
      text.append("  from  ").append(layout.meaning(transition.model(), transition.from()));
      text.append("\n  to    ").append(layout.meaning(transition.model(), transition.to()));
      text.append('\n');
    }
    List<Change> changed = changed(layout, transition);
    text.append(changed.isEmpty() ? "  no field changes\n" : "");
    for (Change field : changed) {
      text.append(
          String.format(
              "  %-20s %-6s %d -> %d%n", field.name(), field.place(), field.from(), field.to()));
    }
    for (Answer answer : answers) {
      text.append("on ").append(answer.on());
      if (answer.mmu() != null) {
        text.append(", ").append(answer.mmu().context());
      }
      text.append('\n');
      line(text, "re-configuration", answer.reconfiguration().toString());
      line(text, "roots unloaded", answer.rootsUnloaded() ? "yes" : "no");
      line(text, "word asked for", RoleLayout.hex(words.page(answer.askedWord())));
      line(text, "old root usable", answer.rootUsable().toString());
      answer.why().forEach(reason -> text.append("    ").append(reason).append('\n'));
    }
    notes(layout, transition).forEach(n -> text.append("note: ").append(n).append('\n'));
    session.out().print(text);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format("  %-20s %s%n", name, value));
  }

  private void json(RoleLayout layout, RoleTransition transition, List<Answer> answers) {
    session
        .out()
        .println(
            new JsonWriter()
                .put("kernel", transition.model().kernel().toString())
                .put("from", layout.hex(word(layout, transition.from())))
                .put("to", layout.hex(word(layout, transition.to())))
                .put(
                    "changed_bits",
                    layout.hex(word(layout, transition.from()) ^ word(layout, transition.to())))
                .putAll(
                    "changed",
                    changed(layout, transition).stream()
                        .map(
                            field ->
                                new JsonWriter()
                                    .put("field", field.name())
                                    .put("from", field.from())
                                    .put("to", field.to()))
                        .toList())
                .putAll("triggers", answers.stream().map(this::json).toList())
                .put("notes", notes(layout, transition)));
  }

  private JsonWriter json(Answer answer) {
    return new JsonWriter()
        .put("on", answer.on().toString())
        .put("mmu", answer.mmu() == null ? null : answer.mmu().toString())
        .put("reconfiguration", answer.reconfiguration().toString())
        .put("roots_unloaded", answer.rootsUnloaded())
        .put("asked_word", RoleLayout.hex(words.page(answer.askedWord())))
        .put("root_usable", answer.rootUsable().toString())
        .put("why", answer.why());
  }

  private void csv(RoleLayout layout, RoleTransition transition, List<Answer> answers) {
    session
        .out()
        .println("from,to,on,mmu,reconfiguration,roots_unloaded,asked_word,root_usable,why");
    for (Answer answer : answers) {
      session
          .out()
          .println(
              Csv.row(
                  layout.hex(word(layout, transition.from())),
                  layout.hex(word(layout, transition.to())),
                  answer.on(),
                  answer.mmu(),
                  answer.reconfiguration(),
                  answer.rootsUnloaded(),
                  RoleLayout.hex(words.page(answer.askedWord())),
                  answer.rootUsable(),
                  String.join("; ", answer.why())));
    }
    notes(layout, transition).forEach(session::note);
  }
}
