package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.cli.RoleLayout.NamedField;
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

  TransitionCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    RoleModel model = kernel.model();
    long old = WordArgument.parse(from, hex).value();
    long now = WordArgument.parse(to, hex).value();
    boolean bases = RoleLayout.of(old) == RoleLayout.page && RoleLayout.of(now) == RoleLayout.page;
    RoleLayout layout = bases ? RoleLayout.page : RoleLayout.full;
    RoleTransition transition = new RoleTransition(model, old, now, bases);
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

  private static List<NamedField> changed(RoleLayout layout, RoleTransition transition) {
    return layout.fields().stream()
        .filter(field -> field.get(transition.from()) != field.get(transition.to()))
        .toList();
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
    text.append(session.bold(layout.hex(transition.from())))
        .append(" -> ")
        .append(session.bold(layout.hex(transition.to())))
        .append(layout == RoleLayout.page ? "  base roles" : "  full roles")
        .append(" as Linux ")
        .append(transition.model().kernel())
        .append('\n');
    if (layout == RoleLayout.full) {
      text.append("  from  ").append(layout.meaning(transition.model(), transition.from()));
      text.append("\n  to    ").append(layout.meaning(transition.model(), transition.to()));
      text.append('\n');
    }
    List<NamedField> changed = changed(layout, transition);
    text.append(changed.isEmpty() ? "  no field changes\n" : "");
    for (NamedField field : changed) {
      text.append(
          String.format(
              "  %-20s %-6s %d -> %d%n",
              field.name(),
              field.place(),
              field.get(transition.from()),
              field.get(transition.to())));
    }
    for (Answer answer : answers) {
      text.append("on ").append(answer.on());
      if (answer.mmu() != null) {
        text.append(", ").append(answer.mmu().context());
      }
      text.append('\n');
      line(text, "re-configuration", answer.reconfiguration().toString());
      line(text, "roots unloaded", answer.rootsUnloaded() ? "yes" : "no");
      line(text, "word asked for", RoleLayout.hex(answer.askedWord()));
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
                .put("from", layout.hex(transition.from()))
                .put("to", layout.hex(transition.to()))
                .put("changed_bits", layout.hex(transition.from() ^ transition.to()))
                .putAll(
                    "changed",
                    changed(layout, transition).stream()
                        .map(
                            field ->
                                new JsonWriter()
                                    .put("field", field.name())
                                    .put("from", field.get(transition.from()))
                                    .put("to", field.get(transition.to())))
                        .toList())
                .putAll("triggers", answers.stream().map(TransitionCommand::json).toList())
                .put("notes", notes(layout, transition)));
  }

  private static JsonWriter json(Answer answer) {
    return new JsonWriter()
        .put("on", answer.on().toString())
        .put("mmu", answer.mmu() == null ? null : answer.mmu().toString())
        .put("reconfiguration", answer.reconfiguration().toString())
        .put("roots_unloaded", answer.rootsUnloaded())
        .put("asked_word", RoleLayout.hex(answer.askedWord()))
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
                  layout.hex(transition.from()),
                  layout.hex(transition.to()),
                  answer.on(),
                  answer.mmu(),
                  answer.reconfiguration(),
                  answer.rootsUnloaded(),
                  RoleLayout.hex(answer.askedWord()),
                  answer.rootUsable(),
                  String.join("; ", answer.why())));
    }
    notes(layout, transition).forEach(session::note);
  }
}
