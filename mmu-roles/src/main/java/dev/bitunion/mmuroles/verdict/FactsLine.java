package dev.bitunion.mmuroles.verdict;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Static facts: those that the user stated, completed by a trace's header line. */
final class FactsLine {
  private static final Pattern FACT = Pattern.compile("(\\w+)=(\\S+)");

  private StaticFacts facts;
  private final StaticFacts stated;

  FactsLine(StaticFacts stated) {
    this.stated = stated;
    this.facts = stated;
  }

  /** Reads {@code kernel=5.14 npt=0 maxphyaddr=40}; what the user stated stands. */
  void read(byte[] bytes, int from, int to) {
    Matcher fact = FACT.matcher(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    while (fact.find()) {
      String value = fact.group(2);
      switch (fact.group(1)) {
        case "npt", "tdp", "ept" -> {
          if (stated.npt() == null && value.matches("[01]")) {
            facts = new StaticFacts(value.equals("1"), facts.maxphyaddr(), facts.tdpLevel());
          }
        }
        case "maxphyaddr" -> {
          if (stated.maxphyaddr() == 0 && value.matches("3[2-9]|4\\d|5[0-2]")) {
            facts = new StaticFacts(facts.npt(), Integer.parseInt(value), facts.tdpLevel());
          }
        }
        case "tdp_level" -> {
          if (value.matches("[45]")) {
            facts = new StaticFacts(facts.npt(), facts.maxphyaddr(), Integer.parseInt(value));
          }
        }
        default -> {}
      }
    }
  }

  StaticFacts facts() {
    return facts;
  }
}
