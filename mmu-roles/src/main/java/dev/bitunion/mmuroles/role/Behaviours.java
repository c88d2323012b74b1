package dev.bitunion.mmuroles.role;

import java.util.StringJoiner;

/**
 * A set of {@link Behaviour}s in one word. Code on hot paths asks once, at construction.
 *
 * @param bits the masks of its members, or-ed
 */
public record Behaviours(long bits) {
  /** No behaviour: everything as the newest fixes have it. */
  public static final Behaviours NONE = new Behaviours(0);

  /** What the kernel does. */
  public static Behaviours of(KernelVersion kernel) {
    long bits = 0;
    for (Behaviour behaviour : Behaviour.values()) {
      if (behaviour.in(kernel)) {
        bits |= behaviour.mask();
      }
    }
    return new Behaviours(bits);
  }

  /** Whether the behaviour is on. */
  public boolean has(Behaviour behaviour) {
    return (bits & behaviour.mask()) != 0;
  }

  /** This set and the behaviour. */
  public Behaviours with(Behaviour behaviour) {
    return new Behaviours(bits | behaviour.mask());
  }

  /** This set without the behaviour. */
  public Behaviours without(Behaviour behaviour) {
    return new Behaviours(bits & ~behaviour.mask());
  }

  @Override
  public String toString() {
    StringJoiner names = new StringJoiner(", ", "{", "}");
    for (Behaviour behaviour : Behaviour.values()) {
      if (has(behaviour)) {
        names.add(behaviour.name());
      }
    }
    return names.toString();
  }
}
