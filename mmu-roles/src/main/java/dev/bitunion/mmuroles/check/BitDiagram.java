package dev.bitunion.mmuroles.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the words that meet a condition without looking at them: a reduced ordered binary decision
 * diagram over the bits of a word, lowest bit first. Exact up to 62 bits.
 */
final class BitDiagram {
  private static final int FALSE = 0;
  private static final int TRUE = 1;

  /** Greatest number of bits whose words can be counted in a {@code long}. */
  static final int MAX_BITS = 62;

  private final int bits;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Node, Integer> ids = new HashMap<>();
  private final Map<Choice, Integer> choices = new HashMap<>();

  /** A decision on bit {@code bit}; the two ends decide nothing and have {@code bit} = bits. */
  private record Node(int bit, int ifClear, int ifSet) {
    /** Written out, as {@link #hashCode}: to link a record's own takes 40 ms of a short command. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Node that
          && bit == that.bit
          && ifClear == that.ifClear
          && ifSet == that.ifSet;
    }

    @Override
    public int hashCode() {
      return mixed(bit, ifClear, ifSet);
    }
  }

  private record Choice(int condition, int ifTrue, int ifFalse) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Choice that
          && condition == that.condition
          && ifTrue == that.ifTrue
          && ifFalse == that.ifFalse;
    }

    @Override
    public int hashCode() {
      return mixed(condition, ifTrue, ifFalse);
    }
  }

  /**
   * A diagram for words of {@code bits} bits.
   *
   * @throws IllegalArgumentException if there are more than {@link #MAX_BITS}
   */
  BitDiagram(int bits) {
    if (bits < 0 || bits > MAX_BITS) {
      throw new IllegalArgumentException("a word of " + bits + " bits: at most " + MAX_BITS);
    }
    this.bits = bits;
    nodes.add(new Node(bits, FALSE, FALSE));
    nodes.add(new Node(bits, TRUE, TRUE));
  }

  /** How many words meet the condition. */
  long count(Condition condition) {
    return wordsFrom(0, of(condition), new HashMap<>());
  }

  /**
   * How many different values the other bits have in the words that meet the condition: words that
   * differ only in these fields count as one.
   */
  long countWithout(Collection<RoleField> fields, Condition condition) {
    int diagram = of(condition);
    int dropped = 0;
    for (RoleField field : fields) {
      for (int bit = field.shift(); bit < field.shift() + field.width(); bit++) {
        diagram = either(bit, diagram, new HashMap<>());
        dropped++;
      }
    }
    // A dropped bit is free in the result: each of its values counts the same words.
    return wordsFrom(0, diagram, new HashMap<>()) / powerOfTwo(dropped);
  }

  private int of(Condition condition) {
    if (condition instanceof Condition.Constant constant) {
      return constant.value() ? TRUE : FALSE;
    }
    if (condition instanceof Condition.Bit bit) {
      return node(bit.index(), FALSE, TRUE);
    }
    if (condition instanceof Condition.Not not) {
      return choose(of(not.of()), FALSE, TRUE);
    }
    if (condition instanceof Condition.And and) {
      return choose(of(and.left()), of(and.right()), FALSE);
    }
    Condition.Or or = (Condition.Or) condition;
    return choose(of(or.left()), TRUE, of(or.right()));
  }

  /** The diagram of "if condition then ifTrue else ifFalse". */
  private int choose(int condition, int ifTrue, int ifFalse) {
    if (condition == TRUE || ifTrue == ifFalse) {
      return ifTrue;
    }
    if (condition == FALSE) {
      return ifFalse;
    }
    Choice choice = new Choice(condition, ifTrue, ifFalse);
    Integer known = choices.get(choice);
    if (known != null) {
      return known;
    }
    int bit =
        Math.min(
            nodes.get(condition).bit(),
            Math.min(nodes.get(ifTrue).bit(), nodes.get(ifFalse).bit()));
    int clear = choose(clear(condition, bit), clear(ifTrue, bit), clear(ifFalse, bit));
    int set = choose(set(condition, bit), set(ifTrue, bit), set(ifFalse, bit));
    int result = node(bit, clear, set);
    choices.put(choice, result);
    return result;
  }

  private int clear(int diagram, int bit) {
    Node node = nodes.get(diagram);
    return node.bit() == bit ? node.ifClear() : diagram;
  }

  private int set(int diagram, int bit) {
    Node node = nodes.get(diagram);
    return node.bit() == bit ? node.ifSet() : diagram;
  }

  private int node(int bit, int ifClear, int ifSet) {
    if (ifClear == ifSet) {
      return ifClear;
    }
    Node node = new Node(bit, ifClear, ifSet);
    Integer known = ids.putIfAbsent(node, nodes.size());
    if (known != null) {
      return known;
    }
    nodes.add(node);
    return nodes.size() - 1;
  }

  /** The diagram holds with the bit clear or with the bit set. */
  private int either(int bit, int diagram, Map<Integer, Integer> done) {
    Node node = nodes.get(diagram);
    if (node.bit() > bit) {
      return diagram;
    }
    if (node.bit() == bit) {
      return choose(node.ifClear(), TRUE, node.ifSet());
    }
    Integer known = done.get(diagram);
    if (known == null) {
      known = node(node.bit(), either(bit, node.ifClear(), done), either(bit, node.ifSet(), done));
      done.put(diagram, known);
    }
    return known;
  }

  /** Words over the bits from {@code bit} upwards that the diagram accepts. */
  private long wordsFrom(int bit, int diagram, Map<Integer, Long> done) {
    if (diagram == FALSE) {
      return 0;
    }
    Node node = nodes.get(diagram);
    long free = powerOfTwo(node.bit() - bit);
    if (diagram == TRUE) {
      return free;
    }
    Long below = done.get(diagram);
    if (below == null) {
      below =
          wordsFrom(node.bit() + 1, node.ifClear(), done)
              + wordsFrom(node.bit() + 1, node.ifSet(), done);
      done.put(diagram, below);
    }
    return free * below;
  }

  private static int mixed(int first, int second, int third) {
    return (first * 31 + second) * 31 + third;
  }

  private static long powerOfTwo(int exponent) {
    return Long.rotateLeft(1, exponent);
  }
}
