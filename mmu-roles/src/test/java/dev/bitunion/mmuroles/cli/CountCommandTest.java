package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What count prints, and what it says to wrong input. */
class CountCommandTest {
  private String out;
  private String err;

  @Test
  void printsEveryCounterAndTheGreatest() {
    assertThat(run("", "count")).isZero();
    assertThat(out)
        .contains("nested NPT                                                      ")
        .containsPattern("shadow paging, with LA57, with nested guests, .* 1,280 +460")
        .contains("most in one counter: 460 = 2^8.85; gfn_track holds 65,535, 142 times as much")
        .contains("read literally: 3,072 = 2^11.58");
  }

  @Test
  void derivesALineAFamily() {
    assertThat(run("", "count", "--mmu", "ept", "--no-la57", "--brute-force")).isZero();
    assertThat(out)
        .contains("    2 level x 5 access x 2 ad_disabled = 20\n")
        .contains("  total 22 = 2^4.46; all 2^32 words tried: 22\n");
  }

  @Test
  void saysWhatAChangeOfTheRoleCosts() {
    assertThat(run("", "count", "--mmu", "shadow", "--format", "json", "--add", "cr4_pse"))
        .isZero();
    assertThat(out).contains("\"change\":\"with cr4_pse\",\"before\":460,\"after\":920");
    assertThat(run("", "count", "--mmu", "shadow", "--format", "csv", "--drop", "guest_mode"))
        .isZero();
    assertThat(out).contains(",change,without guest_mode,,460,230\n");
  }

  @Test
  void countsAProfile() {
    String profile =
        "field level 4\nfield gpte 1 # bytes\npad 3\nrule level = 2..5\n"
            + "rule gpte -> level = 2\n";
    assertThat(run(profile, "count", "--profile", "-")).isZero();
    assertThat(out).contains("8  level = 2..5\n").contains("total 5 = 2^2.32;");
  }

  @Test
  void refusesOptionsThatSayNothing() {
    refused("--smm means nothing with --mmu npt; it belongs to shadow", "--mmu", "npt", "--smm");
    refused("--no-ad means nothing with --mmu shadow", "--mmu", "shadow", "--no-ad");
    refused("--no-nested says nothing with --smm", "--mmu", "shadow", "--smm", "--no-nested");
    refused("this option needs --mmu shadow, ept or npt", "--brute-force");
    refused("--mmu tdp: it is shadow, ept or npt", "--mmu", "tdp");
    refused("the page role has no field 'x'; it has level,", "--mmu", "npt", "--drop", "x");
    refused("--profile describes the words alone", "--profile", "-", "--mmu", "npt");
  }

  private void refused(String message, String... options) {
    String[] args = new String[options.length + 1];
    args[0] = "count";
    System.arraycopy(options, 0, args, 1, options.length);
    assertThat(run("", args)).isEqualTo(2);
    assertThat(err).contains(message).hasLineCount(1);
    assertThat(out).isEmpty();
  }

  @Test
  void namesThePlaceOfAMistakeInAProfile() {
    malformed("line 1: 'fields' is none of field, pad, rule", "fields level 4");
    malformed("line 1: a field is 'field NAME BITS'", "field level");
    malformed("line 2: field 'a' is there already", "field a 1\nfield a 1");
    malformed("line 1: '1a' is no name for a field", "field 1a 4");
    malformed("line 1: '99' is no width: 1 to 32 bits", "field a 99");
    malformed("line 2: the word has 64 bits; at most 62 can be counted", "pad 32\npad 32");
    malformed("no field: begin with lines like 'field level 4'", "# nothing");
    malformed(
        "line 2: column 3 of the rule 'a b': expected '&', '|' or '->'", "field a 1\nrule a b");
    malformed("expected the name of a field declared above, '!' or '('", "field a 1\nrule b");
    malformed("expected a value of a, 0 to 1", "field a 1\nrule a = 2");
    malformed("column 3 of the rule '(a': expected ')'", "field a 1\nrule (a");
    malformed("expected a name, a number or one of ! & | -> = ( )", "field a 1\nrule a ; a");
  }

  private void malformed(String message, String profile) {
    assertThat(run(profile, "count", "--profile", "-")).isEqualTo(3);
    assertThat(err).contains(message).hasLineCount(1);
  }

  private int run(String in, String... args) {
    CommandRun run = CommandRun.withInput(in, args);
    out = run.out();
    err = run.err();
    return run.exitCode();
  }
}
