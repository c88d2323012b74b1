package dev.bitunion.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of generated members, as the table of names has them. */
class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "level, level, level, Level, LEVEL",
    "gpte_is_8_bytes, gpte_is_8_bytes, gpteIs8Bytes, GpteIs8Bytes, GPTE_IS_8_BYTES",
    "cr0Pg, cr0_pg, cr0Pg, Cr0Pg, CR0_PG",
    "wait_, wait, wait, Wait, WAIT",
    "_x, _x, _x, _x, _X",
    "smepAndNotWP, smep_and_not_wp, smepAndNotWP, SmepAndNotWP, SMEP_AND_NOT_WP",
    "maxGFNBits, max_gfn_bits, maxGFNBits, MaxGFNBits, MAX_GFN_BITS",
    "DPL, DPL, DPL, DPL, DPL",
  })
  void followFromTheMethod(
      String method, String cName, String camel, String capital, String constant) {
    assertThat(Names.cName(method)).isEqualTo(cName);
    assertThat(Names.camel(method)).isEqualTo(camel);
    assertThat(Names.capital(method)).isEqualTo(capital);
    assertThat(Names.constant(cName)).isEqualTo(constant);
  }

  @Test
  void anUnderscoreAloneStays() {
    assertThat(Names.cName("_")).isEqualTo("_");
    assertThat(Names.constant("ir.on")).isEqualTo("IR_ON");
  }

  @Test
  void membersOfEveryClassAreReserved() {
    assertThat(Names.isReserved("hashCode")).isTrue();
    assertThat(Names.isReserved("parse")).isTrue();
    assertThat(Names.isReserved("yield")).isTrue();
    assertThat(Names.isReserved("level")).isFalse();
  }
}
