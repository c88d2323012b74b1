package dev.bitunion.mmuroles.check.reuse;

import java.util.ArrayList;
import java.util.List;

/**
 * A machine's memory.
 *
 * @param machine the machine
 * @param guarded the frame that is private to KVM, and has memory of its own in SMM; 0: none
 * @param entries entries of tables; all else is 0
 */
public record World(Machine machine, long guarded, List<TableEntry> entries) {
  /** Copies the list. */
  public World {
    entries = List.copyOf(entries);
  }

  /** The same memory with some entries replaced or added. */
  World with(List<TableEntry> edits) {
    List<TableEntry> all = new ArrayList<>();
    for (TableEntry entry : entries) {
      all.add(edits.stream().filter(entry::replaces).findFirst().orElse(entry));
    }
    edits.stream().filter(edit -> !all.contains(edit)).forEach(all::add);
    return new World(machine, guarded, all);
  }

  /** The same memory without one entry. */
  World without(TableEntry entry) {
    return new World(machine, guarded, entries.stream().filter(e -> e != entry).toList());
  }
}
