package dev.bitunion.mmuroles.scenario;

import java.util.List;

/**
 * One event of a timeline and what came of it.
 *
 * @param line the scenario's line
 * @param event its text
 * @param outcome how it ended for the guest
 * @param detail what a fault or walk came to; empty if there is nothing to say
 * @param roles the roles computed, in order
 * @param pages what happened to pages, in order
 * @param notes why roots were kept, found or dropped, and what was changed
 * @param state the state afterwards
 */
public record Moment(
    int line,
    String event,
    Outcome outcome,
    String detail,
    List<RoleChange> roles,
    List<PageChange> pages,
    List<String> notes,
    Snapshot state) {
  /** Copies the lists. */
  public Moment {
    roles = List.copyOf(roles);
    pages = List.copyOf(pages);
    notes = List.copyOf(notes);
  }

  /** Whether a context was configured anew. */
  public boolean reconfigured() {
    return roles.stream().anyMatch(RoleChange::configured);
  }

  /** Whether a role was computed and none had changed. */
  public boolean skipped() {
    return !roles.isEmpty() && !reconfigured();
  }
}
