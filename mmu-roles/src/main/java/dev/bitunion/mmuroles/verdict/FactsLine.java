package dev.bitunion.mmuroles.verdict;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Static facts: those that the user stated, completed by a trace's header line. A later line says
 * what a CPUID change made of them.
 */
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
    Boolean npt = facts.npt();
    int maxphyaddr = facts.maxphyaddr();
    int tdpLevel = facts.tdpLevel();
    boolean adDisabled = facts.adDisabled();
    Boolean gbPages = facts.gbPages();
    Boolean amd = facts.amd();
    Matcher fact = FACT.matcher(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    while (fact.find()) {
      String value = fact.group(2);
      switch (fact.group(1)) {
        case "npt", "tdp", "ept" -> npt = stated.npt() == null ? flag(value, npt) : npt;
        case "maxphyaddr" -> {
          if (stated.maxphyaddr() == 0 && value.matches("3[2-9]|4\\d|5[0-2]")) {
            maxphyaddr = Integer.parseInt(value);
          }
        }
        case "tdp_level" -> tdpLevel = value.matches("[45]") ? Integer.parseInt(value) : tdpLevel;
        case "ad" -> adDisabled = !flag(value, !adDisabled);
        case "gbpages" -> gbPages = flag(value, gbPages);
        case "amd" -> amd = flag(value, amd);
        default -> {}
      }
    }
    facts = new StaticFacts(npt, maxphyaddr, tdpLevel, adDisabled, gbPages, amd);
  }

  private static Boolean flag(String value, Boolean before) {
    return switch (value) {
      case "0" -> Boolean.FALSE;
      case "1" -> Boolean.TRUE;
      default -> before;
    };
  }

  StaticFacts facts() {
    return facts;
  }
}
