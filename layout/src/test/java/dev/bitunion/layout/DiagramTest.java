package dev.bitunion.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pictures of words, against pictures drawn by hand. */
class DiagramTest {
  @Test
  void drawsFieldsAndReservedBits() {
    UnionLayout layout =
        LayoutText.parse(
            """
            bitunion 1
            union demo.X 16 lsb
            field on on b boolean 0+1
            field address address u int 1+3,12+2
            """);
    assertThat(Diagram.draw(layout))
        .containsExactly(
            "15       7      0", "..bb.... ....bbba", "a  on       0", "b  address  3..1 + 13..12");
  }

  @Test
  void rulesWordsOfEveryWidth() {
    assertThat(Diagram.ruler(8)).isEqualTo("7      0");
    assertThat(Diagram.ruler(24)).isEqualTo("23       15       7      0");
    assertThat(Diagram.grouped("0123456789abcdef".toCharArray())).isEqualTo("fedcba98 76543210");
  }

  @Test
  void hasLettersForManyFields() {
    assertThat(IntStream.range(0, 64).map(Diagram::letter).distinct().count()).isEqualTo(64);
    assertThat(Diagram.letter(64)).isEqualTo('a');
  }

  @Test
  void showsBitsThatAreTaken() {
    assertThat(Diagram.clash(8, List.of(new Part(0, 4)), new Part(3, 2)))
        .containsExactly("bit    7      0", "taken  ....xxxx", "asked  ...oo...", "           ^");
  }

  @Test
  void showsBitsBeyondTheWord() {
    assertThat(Diagram.clash(8, List.of(), List.of(new Part(6, 1), new Part(7, 2))))
        .containsExactly(
            "bit    15       7      0",
            "taken           ........",
            "asked         o oo......",
            "              ^");
  }

  @Test
  void drawsNoCaretsWhereNothingClashes() {
    assertThat(Diagram.clash(8, List.of(new Part(0, 1)), new Part(1, 1))).hasSize(3);
  }

  @Test
  void drawsNothingThatCannotBeDrawn() {
    assertThat(Diagram.clash(8, List.of(), new Part(-1, 2))).isEmpty();
    assertThat(Diagram.clash(8, List.of(), new Part(1, 0))).isEmpty();
    assertThat(Diagram.clash(0, List.of(), new Part(0, 1))).isEmpty();
    assertThat(Diagram.clash(8, List.of(), List.of())).isEmpty();
    assertThat(Diagram.clash(129, List.of(), new Part(0, 1))).isEmpty();
    assertThat(Diagram.clash(8, List.of(), new Part(128, 1))).isEmpty();
    assertThat(Diagram.clash(128, List.of(), new Part(127, 1))).hasSize(3);
    assertThat(Diagram.clash(1, List.of(), new Part(0, 1))).hasSize(3);
  }
}
