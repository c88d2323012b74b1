package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wider-than-type | @Field(bits = 40) int a(); @Field(bits = 3) int b();",
        "beyond-word     | @Field(bits = 30) int a(); @Field(bits = 3) int b(); @Field(bits = 2) int c();",
        "beyond-word     | @Field(bits = 2, count = 17) int a(int index);",
        "wider-than-type | @Field(bits = 40) E a(); enum E { @Value(-1) A, @Fallback B }",
        "raw-width       | @Raw(bits = 33) int a(); @Field(bits = 3) int b();",
        "raw-type        | @Raw boolean a(); @Field(bits = 3) int b();",
        "parameters      | @Raw int a(int index); @Field(bits = 3) int b();",
        "parameters      | V a(int index); @View interface V { @Field(bits = 3) int b(); }",
        "parameters      | @Field V a(int index); @View interface V { @Field(bits = 3) int b(); }",
        "parameters      | @Field(bits = 3) int a(int one, int two);",
        "count-without-index | @Field(bits = 2, count = 3) int a(long index);",
        "skip-without-field  | @Skip(2) @Raw int a(); @Field(bits = 3) int b();",
        "scale           | @Field(bits = 2, scale = 64) int a();",
        "part            | @Field(parts = @Part(bits = 0, at = 0)) int a();",
        "part            | @Field(parts = @Part(bits = 65, at = 0)) long a();",
        "method-without-field | int a();",
        "nested-width    | @Field N a(); @BitUnion(bits = 8) interface N { @Field(bits = 1) int b(); }",
      })
  void noneFollowsFromAnother(String id, String members) {
    assertThat(said(members)).startsWith("4: [bitunion-" + id + "] ").containsOnlyOnce("bitunion-");
  }

  @Test
  void theWidthThatIsWrongIsTheOneThatIsStated() {
    String type = "@BitUnion%s interface T { @Field(bits = 1) int a(); }";
    for (String bits : new String[] {"", "(bits = 0)"}) {
      assertThat(alone(type.formatted(bits)))
          .isEqualTo(
              "2: [bitunion-word-width] A word has 8, 16, 32 or 64 bits, or other whole bytes up to"
                  + " 65536 bits; not 0.\n");
    }
  }

  @Test
  void aProofOfNoUnionIsToldSo() {
    assertThat(alone("@CProof(type = \"struct x\") interface T {}"))
        .isEqualTo(
            "2: [bitunion-missing-bit-union] @CProof on T means nothing here: T has no @BitUnion.\n");
  }

  private static String alone(String type) {
    String code = "package demo; import dev.bitunion.*;\n" + type;
    return Compiled.of(Map.of("demo.T", code), "--release", "17").said();
  }

  private static String said(String members) {
    String type =
        "package demo;\nimport dev.bitunion.*;\n@BitUnion(bits = 32) public interface T {\n%s\n}\n";
    return Compiled.of(Map.of("demo.T", type.formatted(members)), "--release", "17").said();
  }
}
