package dev.bitunion.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The frozen text and the lock, against text written by hand. */
class LayoutTextTest {
  /** Every kind of line and every key that layout text knows. */
  private static final String TEXT =
      """
      bitunion 1
      union demo.All 64 msb align=32
      field on on b boolean 0+1 access=ro
      field level level s int 1+4 init=-2
      field base base u long 5+8,20+4 scale=12
      field mode mode e demo.Mode 24+2 access=wo signed=1
      field keys keys u int 32+4 count=3 stride=-5 access=w1c
      field inner inner n demo.Inner 48+8 access=no reserved=zero
      field temp temp o demo.Temp 56+8 reserved=keep
      field raw raw u long 0+64 raw=1
      reserved 26+2 one
      reserved 28+1 keep
      view ir ir demo.All$Ir 0+32
      view - anonymous demo.All$An 32+32
      """;

  private static final String LOCK =
      "64msb align32 on:0+1bro level:1+4s=-2 base:5+8,20+4u<<12 mode:24+2ewosigned"
          + " keys:32+4u*3/-5w1c inner:48+8nnozero temp:56+8okeep raw:0+64uraw"
          + " reserved:26+2one reserved:28+1keep";

  @Test
  void saysEverythingAndReadsItBack() {
    UnionLayout layout = LayoutText.parse(TEXT);
    assertThat(LayoutText.write(layout)).isEqualTo(TEXT);
    assertThat(layout.name()).isEqualTo("demo.All");
    assertThat(layout.bits()).isEqualTo(64);
    assertThat(layout.order()).isEqualTo(BitOrder.MSB_FIRST);
    assertThat(layout.align()).isEqualTo(32);
    assertThat(layout.fields())
        .extracting(FieldLayout::kind)
        .containsExactly(
            FieldKind.FLAG,
            FieldKind.SIGNED,
            FieldKind.UNSIGNED,
            FieldKind.ENUM,
            FieldKind.UNSIGNED,
            FieldKind.UNION,
            FieldKind.CONVERTED,
            FieldKind.UNSIGNED);
    assertThat(layout.fields().get(2).parts()).containsExactly(new Part(5, 8), new Part(20, 4));
    assertThat(layout.fields().get(4).traits())
        .isEqualTo(new Traits(0, 3, -5, Access.WRITE_ONE_TO_CLEAR, Reserved.NO, 0, false, false));
    assertThat(layout.fields().get(7).traits()).isEqualTo(Traits.RAW);
    assertThat(layout.reserved())
        .containsExactly(
            new ReservedPart(new Part(26, 2), Reserved.ONE),
            new ReservedPart(new Part(28, 1), Reserved.PRESERVED));
    assertThat(layout.views())
        .containsExactly(
            new ViewLayout("ir", "ir", "demo.All$Ir", new Part(0, 32)),
            new ViewLayout("", "anonymous", "demo.All$An", new Part(32, 32)));
  }

  @Test
  void leavesOutWhatGoesWithoutSaying() {
    String text = "bitunion 1\nunion demo.X 8 lsb\nfield a a u int 0+4\n";
    UnionLayout layout = LayoutText.parse(text);
    assertThat(layout.align()).isEqualTo(8);
    assertThat(layout.fields().get(0).traits()).isEqualTo(Traits.PLAIN);
    assertThat(LayoutText.write(layout)).isEqualTo(text);
    assertThat(LayoutLock.of(layout)).isEqualTo("8 a:0+4u");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "bitunion 2; layout text of another version: bitunion 2",
        "bitunion 1; layout text without a union",
        "bitunion 1|union x 8; not a line of layout text: union x 8",
        "bitunion 1|onion x 8 lsb; not a line of layout text: onion x 8 lsb",
        "bitunion 1|union x 8 lsb align; not a line of layout text: union x 8 lsb align",
        "bitunion 1|union x 8 lsb =8; not a line of layout text: union x 8 lsb =8",
        "bitunion 1|union x 8 big; no bit order: big",
        "bitunion 1|union x 8 lsb|field a a u int; not a line of layout text: field a a u int",
        "bitunion 1|union x 8 lsb|field a a u int 4; not a part of a field: 4",
        "bitunion 1|union x 8 lsb|field a a z int 0+4; no kind of field: z",
        "bitunion 1|union x 8 lsb|field a a uu int 0+4; no kind of field: uu",
        "bitunion 1|union x 8 lsb|field a a u int 0+4 access=rx; no access: rx",
        "bitunion 1|union x 8 lsb|reserved 0+4 two; no rule for reserved bits: two",
      })
  void refusesWhatItNeverWrites(String lines, String message) {
    assertThatThrownBy(() -> LayoutText.parse(lines.replace('|', '\n')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void locksEverythingButJavaNames() {
    UnionLayout layout = LayoutText.parse(TEXT);
    assertThat(LayoutLock.of(layout)).isEqualTo(LOCK);
    assertThat(LayoutLock.holds(LOCK, layout)).isTrue();
    assertThat(LayoutLock.holds(LayoutLock.hash(LOCK), layout)).isTrue();
    assertThat(LayoutLock.holds(LOCK + " ", layout)).isFalse();
    UnionLayout renamed = LayoutText.parse(TEXT.replace(" level s int", " otherLevel s int"));
    assertThat(LayoutLock.holds(LOCK, renamed)).isTrue();
  }

  @Test
  void hashesAsSha256Does() {
    // printf abc | sha256sum
    assertThat(LayoutLock.hash("abc")).isEqualTo("ba7816bf8f01cfea");
  }

  @Test
  void showsWhatDrifted() {
    UnionLayout layout = LayoutText.parse("bitunion 1\nunion x 8 lsb\nfield a a u int 1+4\n");
    assertThat(LayoutLock.differences(" 8 a:0+4u  gone:5+1b ", layout))
        .containsExactly("- a:0+4u", "- gone:5+1b", "+ a:1+4u");
    assertThat(LayoutLock.differences("8 a:1+4u", layout)).isEmpty();
  }
}
