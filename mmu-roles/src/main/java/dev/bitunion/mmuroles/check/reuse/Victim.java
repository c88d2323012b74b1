package dev.bitunion.mmuroles.check.reuse;

import dev.bitunion.mmuroles.check.reuse.GuestContext.Place;
import dev.bitunion.mmuroles.check.reuse.Trial.Step;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.ArrayList;
import java.util.List;

/**
 * A trial whose last access goes wrong, as small as it can be.
 *
 * @param trial the trial
 * @param ends how each access but the last ends
 * @param expected how the last has to end
 * @param actual how it ends
 */
public record Victim(Trial trial, List<String> ends, String expected, String actual) {
  /** Copies the list. */
  public Victim {
    ends = List.copyOf(ends);
  }

  /** Plays a trial that goes wrong at its last access, under the model in which it does. */
  static Victim of(RoleModel model, Trial trial) {
    Player player = new Player(model, trial.world());
    List<String> ends = new ArrayList<>();
    for (Step step : trial.steps()) {
      player.enter(trial.contexts().get(step.context()));
      if (!player.access(step.access())) {
        return new Victim(trial, ends, player.expected(), player.actual());
      }
      ends.add(player.actual());
    }
    throw new IllegalStateException("no access of the trial goes wrong");
  }

  /** The tables, as {@code 3[0] = 4 P W U A D}; 4-byte entries say so. */
  public List<String> tables() {
    return trial.world().entries().stream()
        .map(e -> e.text() + (e.format() == TableEntry.Format.PTE32 ? " (4 bytes)" : ""))
        .toList();
  }

  /** The contexts in words, in the order of {@link #accesses}' letters: A, B. */
  public List<String> contexts() {
    return trial.contexts().stream().map(GuestContext::text).toList();
  }

  /** Which context an access, from 0, is made in: A or B. */
  public String who(int step) {
    return trial.steps().get(step).context() == 0 ? "A" : "B";
  }

  /** The accesses, as {@code user read of 0}. */
  public List<String> accesses() {
    return trial.steps().stream()
        .map(step -> step.access().kind() + " at " + Text.number(step.access().address()))
        .toList();
  }

  /** What the machine has beyond ordinary memory. */
  public List<String> settings() {
    List<String> settings = new ArrayList<>();
    String guarded = Text.number(trial.world().guarded());
    if (trial.visits(Place.L2) && trial.world().guarded() != 0) {
      settings.add("slot " + guarded + " 1 private");
    }
    if (trial.visits(Place.SMM) && trial.world().guarded() != 0) {
      settings.add("smram " + guarded);
    }
    return settings;
  }

  /**
   * A scenario that shows it.
   *
   * @param comment the first line, after {@code #}
   * @param machine lines of the machine: dropped fields, behaviours
   */
  public List<String> scenario(String comment, List<String> machine) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + comment);
    lines.add("machine " + trial.world().machine());
    lines.addAll(machine);
    lines.addAll(settings());
    trial.world().entries().forEach(entry -> lines.add(entry.line()));
    GuestContext now = null;
    boolean ac = false;
    for (int i = 0; i < trial.steps().size(); i++) {
      Step step = trial.steps().get(i);
      GuestContext next = trial.contexts().get(step.context());
      if (!next.equals(now)) {
        lines.addAll(next.lines(now));
        now = next;
      }
      if (step.access().ac() != ac) {
        ac = step.access().ac();
        lines.add("privilege cpl=0" + (ac ? " ac" : ""));
      }
      lines.add(step.access().line());
      boolean last = i == trial.steps().size() - 1;
      if (last) {
        lines.add("# The guest's tables say: " + expected);
      }
      lines.add("expect result " + (last ? actual : ends.get(i)));
      lines.add("expect access " + (last ? "wrong" : "right"));
    }
    return lines;
  }
}
