package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** One mistake draws one message: what only follows from it is not said. */
class OneErrorTest {
  @Test
  void aWidthThatTheTypeCannotHoldIsNotAlsoTooWideForTheWord() {
    assertThat(said("@Field(bits = 33) int a();"))
        .isEqualTo(
            "4: [bitunion-wider-than-type] Field a has 33 bits, but int holds at most 32.\n");
    assertThat(said("@Field(bits = 40) boolean a();"))
        .isEqualTo(
            "4: [bitunion-boolean-width] Field a has 40 bits, but boolean holds 1; return int, or an"
                + " enum.\n");
  }

  @Test
  void theGapsOfAnEnumMatterToNobodyWhoNeverReadsIt() {
    String type = "E a(); enum E { A, B, C }";
    assertThat(said("@Field(bits = 2, access = Access.WRITE_ONLY) " + type)).isEmpty();
    assertThat(said("@Field(bits = 2, access = Access.NONE) " + type)).isEmpty();
    assertThat(said("@Field(bits = 2, access = Access.READ_ONLY) " + type))
        .contains("[bitunion-enum-gaps]");
  }

  private static String said(String members) {
    String type =
        "package demo;\nimport dev.bitunion.*;\n@BitUnion(bits = 32) public interface T {\n%s\n}\n";
    return Compiled.of(Map.of("demo.T", type.formatted(members)), "--release", "17").said();
  }
}
