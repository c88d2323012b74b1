package dev.bitunion.conformance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A field as the frozen text declares it.
 *
 * @param union the union that declares it
 * @param cName its C name
 * @param method its method
 * @param kind b flag, u number, s number with a sign, e enum, n union, o converted
 * @param javaType what its method returns
 * @param places its bits, the least significant first
 * @param keys what else there is to say
 * @param outer the union's field that it lies in, or null
 */
record Spec(
    String union,
    String cName,
    String method,
    char kind,
    String javaType,
    int[] places,
    Map<String, String> keys,
    Spec outer) {

  /** What surrounds a field's name in names of methods. */
  private static final List<String> AFFIXES =
      List.of(
          "*",
          "*Bit",
          "*Raw",
          "*Is",
          "with*",
          "with*Bit",
          "with*Truncated",
          "with*Checked",
          "prep*",
          "set*",
          "set*Truncated",
          "set*Checked",
          "clear*",
          "getAndSet*",
          "getAndAdd*",
          "compareAndSet*");

  static Spec of(String union, String[] words) {
    Map<String, String> keys = new HashMap<>();
    for (int i = 6; i < words.length; i++) {
      String[] pair = words[i].split("=");
      keys.put(pair[0], pair[1]);
    }
    return new Spec(
        union, words[1], words[2], words[3].charAt(0), words[4], positions(words[5]), keys, null);
  }

  /** The bits of pieces such as {@code 16+8,0+4}. */
  static int[] positions(String parts) {
    IntStream all = IntStream.empty();
    for (String part : parts.split(",")) {
      String[] pair = part.split("\\+");
      int from = Integer.parseInt(pair[0]);
      all = IntStream.concat(all, IntStream.range(from, from + Integer.parseInt(pair[1])));
    }
    return all.toArray();
  }

  /** The same field, seen from a union around its own. */
  Spec inside(Spec around) {
    int[] moved = IntStream.of(places).map(bit -> around.places[bit]).toArray();
    return new Spec(
        around.union,
        around.cName + "_" + cName,
        around.method + capital(),
        kind,
        javaType,
        moved,
        keys,
        around);
  }

  /** Whether a method of this name is the field's: its own, or made of it as every form does. */
  boolean named(String name) {
    return AFFIXES.stream()
        .anyMatch(
            affix ->
                name.equals(
                    affix.startsWith("*")
                        ? method + affix.substring(1)
                        : affix.replace("*", capital())));
  }

  /** The bits of an element. */
  int[] at(int index) {
    return IntStream.of(places).map(bit -> bit + index * stride()).toArray();
  }

  String capital() {
    return Character.toUpperCase(method.charAt(0)) + method.substring(1);
  }

  boolean is(char one) {
    return kind == one;
  }

  int width() {
    return places.length;
  }

  boolean array() {
    return keys.containsKey("count");
  }

  int count() {
    return number("count", 1);
  }

  int stride() {
    return number("stride", 0);
  }

  int scale() {
    return number("scale", 0);
  }

  int init() {
    return number("init", 0);
  }

  boolean raw() {
    return keys.containsKey("raw");
  }

  String access() {
    return keys.getOrDefault("access", "rw");
  }

  String reserved() {
    return keys.getOrDefault("reserved", "no");
  }

  private int number(String key, int otherwise) {
    return Integer.parseInt(keys.getOrDefault(key, "" + otherwise));
  }

  boolean readable() {
    return !access().equals("wo") && !access().equals("no");
  }

  boolean writable() {
    return (access().equals("rw") || access().equals("wo")) && reserved().equals("no");
  }

  boolean clears() {
    return access().equals("w1c");
  }

  /** How messages and constants name it. */
  String constant() {
    return cName
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replace('.', '_')
        .toUpperCase(java.util.Locale.ROOT);
  }

  /** The numbers behind an enum's constants or, for others, the least and the greatest. */
  boolean signed() {
    return is('s') || keys.containsKey("signed");
  }

  long least() {
    return signed() ? -(1L << width() - 1) : 0;
  }

  /** The greatest number; of 64 bits without a sign: all ones. */
  long greatest() {
    if (signed()) {
      return (1L << width() - 1) - 1;
    }
    return width() == 64 ? -1 : (1L << width()) - 1;
  }

  @Override
  public String toString() {
    return union + "." + cName;
  }
}
