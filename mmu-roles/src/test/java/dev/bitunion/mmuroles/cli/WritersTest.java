package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WritersTest {
  @Test
  void jsonEscapesWhatItMust() {
    JsonWriter json =
        new JsonWriter()
            .put("text", "\"a\\b\"\n\r\t\u0001\u00e9")
            .put("none", (String) null)
            .put("number", -1)
            .put("truth", true)
            .put("list", List.of("a", "b"))
            .put("object", new JsonWriter())
            .putAll("objects", List.of(new JsonWriter().put("a", 1), new JsonWriter()));
    assertThat(json)
        .hasToString(
            "{\"text\":\"\\\"a\\\\b\\\"\\n\\r\\t\\u0001\u00e9\",\"none\":null,\"number\":-1,"
                + "\"truth\":true,\"list\":[\"a\",\"b\"],\"object\":{},"
                + "\"objects\":[{\"a\":1},{}]}");
  }

  @Test
  void csvQuotesOnlyWhatItMust() {
    assertThat(Csv.row("a b", "a,b", "say \"x\"", "two\nlines", null, 7))
        .isEqualTo("a b,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",,7");
  }
}
