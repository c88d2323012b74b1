package dev.bitunion.layout.place;

import dev.bitunion.layout.abi.Abi;
import java.util.List;

/**
 * What is declared between one pair of braces: the type itself, or a view.
 *
 * @param abi the rules
 * @param members in declaration order
 * @param tail unnamed members behind the last one
 */
public record Scope(Abi abi, List<Member> members, List<Gap> tail) {
  /** Copies the lists. */
  public Scope {
    members = List.copyOf(members);
    tail = List.copyOf(tail);
  }
}
