package dev.bitunion.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.layout.abi.CScalar;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Masks, rules and reset values of a word, against numbers worked out by hand. */
class UnionLayoutTest {
  private static final UnionLayout LAYOUT =
      LayoutText.parse(
          """
          bitunion 1
          union demo.X 32 lsb
          field on on b boolean 0+1 init=1
          field split split u int 4+4,12+2 init=35
          field keys keys u int 16+2 count=3 stride=3 init=2
          field mbz mbz u int 28+1 reserved=zero
          field mbo mbo u int 29+1 reserved=one
          field whole whole u int 0+32 raw=1
          reserved 1+2 one
          reserved 8+1 keep
          """);

  @Test
  void knowsNamedAndReservedBits() {
    assertThat(LAYOUT.wordBits()).isEqualTo(0xFFFFFFFFL);
    assertThat(LAYOUT.fieldBits()).isEqualTo(0x30DB30F1L);
    assertThat(LAYOUT.reservedBits()).isEqualTo(0xCF24CF0EL);
    assertThat(LAYOUT.bitsUnder(Reserved.ONE)).isEqualTo(0x20000006L);
    assertThat(LAYOUT.bitsUnder(Reserved.PRESERVED)).isEqualTo(0x100L);
    assertThat(LAYOUT.bitsUnder(Reserved.ZERO)).isEqualTo(0xDF24CE08L);
  }

  @Test
  void resetsToInitialValuesAndOnes() {
    // 35 = 0b10_0011: the low four bits at 4, the high two at 12; each key 0b10.
    assertThat(LAYOUT.resetBits()).isEqualTo(0x20922037L);
  }

  @Test
  void fieldsKnowTheirBits() {
    FieldLayout split = LAYOUT.fields().get(1);
    assertThat(split.width()).isEqualTo(6);
    assertThat(split.offset()).isEqualTo(4);
    assertThat(split.mask()).isEqualTo(0x30F0L);
    assertThat(split.signed()).isFalse();
    FieldLayout keys = LAYOUT.fields().get(2);
    assertThat(keys.elementMask()).isEqualTo(0x30000L);
    assertThat(keys.mask()).isEqualTo(0xDB0000L);
    assertThat(keys.element(2)).containsExactly(new Part(22, 2));
    assertThat(new Part(22, 2).end()).isEqualTo(24);
  }

  @Test
  void wordsEndAt64Bits() {
    assertThat(new UnionLayout("x", 64, BitOrder.LSB_FIRST, List.of()).isWord()).isTrue();
    UnionLayout wide = new UnionLayout("x", 72, BitOrder.LSB_FIRST, List.of());
    assertThat(wide.isWord()).isFalse();
    assertThat(wide.align()).isEqualTo(8);
  }

  @Test
  void signIsOfTheKindOrStated() {
    Traits signed = new Traits(0, 1, 0, Access.READ_WRITE, Reserved.NO, 0, true, false);
    List<Part> parts = List.of(new Part(0, 2));
    assertThat(new FieldLayout("a", "a", FieldKind.SIGNED, "int", parts).signed()).isTrue();
    assertThat(new FieldLayout("a", "a", FieldKind.ENUM, "M", parts).signed()).isFalse();
    assertThat(new FieldLayout("a", "a", FieldKind.ENUM, "M", parts, signed).signed()).isTrue();
  }

  @Test
  void arraysHaveACountOrAStride() {
    assertThat(Traits.PLAIN.isArray()).isFalse();
    assertThat(traits(3, 0, Access.READ_WRITE).isArray()).isTrue();
    assertThat(traits(1, 4, Access.READ_WRITE).isArray()).isTrue();
    assertThat(traits(3, 4, Access.READ_ONLY).ofOne()).isEqualTo(traits(1, 0, Access.READ_ONLY));
  }

  @Test
  void accessShrinksInsideOfWhatSoftwareMayNotTouch() {
    assertThat(within(Access.READ_WRITE, true, true)).isEqualTo(Access.READ_WRITE);
    assertThat(within(Access.READ_WRITE, true, false)).isEqualTo(Access.READ_ONLY);
    assertThat(within(Access.READ_WRITE, false, true)).isEqualTo(Access.WRITE_ONLY);
    assertThat(within(Access.READ_WRITE, false, false)).isEqualTo(Access.NONE);
    assertThat(within(Access.READ_ONLY, true, false)).isEqualTo(Access.READ_ONLY);
    assertThat(within(Access.READ_ONLY, false, true)).isEqualTo(Access.NONE);
    assertThat(within(Access.WRITE_ONE_TO_CLEAR, true, true)).isEqualTo(Access.WRITE_ONE_TO_CLEAR);
    assertThat(within(Access.WRITE_ONE_TO_CLEAR, true, false)).isEqualTo(Access.READ_ONLY);
    assertThat(within(Access.WRITE_ONE_TO_CLEAR, false, true)).isEqualTo(Access.NONE);
    assertThat(traits(3, 4, Access.READ_WRITE).within(true, false))
        .isEqualTo(traits(3, 4, Access.READ_ONLY));
  }

  @Test
  void scalarsAreThoseOfLp64() {
    assertThat(CScalar.BOOL.bits()).isEqualTo(8);
    assertThat(CScalar.BOOL.valueBits()).isEqualTo(1);
    assertThat(CScalar.S16.bits()).isEqualTo(16);
    assertThat(CScalar.S16.valueBits()).isEqualTo(16);
    assertThat(CScalar.S16.signed()).isTrue();
    assertThat(CScalar.U16.signed()).isFalse();
  }

  private static Access within(Access access, boolean readable, boolean writable) {
    return traits(1, 0, access).within(readable, writable).access();
  }

  private static Traits traits(int count, int stride, Access access) {
    return new Traits(0, count, stride, access, Reserved.NO, 0, false, false);
  }
}
