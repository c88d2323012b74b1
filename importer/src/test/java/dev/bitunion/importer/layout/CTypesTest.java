package dev.bitunion.importer.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bitunion.importer.BadInputException;
import dev.bitunion.importer.btf.Btf;
import dev.bitunion.importer.btf.BtfBuilder;
import dev.bitunion.importer.btf.BtfReader;
import dev.bitunion.importer.btf.Samples;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types are opened to the leaves that the layout tables list. */
class CTypesTest {
  private static final Origin HERE = new Origin("", "");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyWayToEncodeAMemberIsOpened(boolean big) {
    ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    Btf btf = BtfReader.read("x", Samples.everyKind(order), null);
    List<CType> types = CTypes.of(btf, HERE, false, n -> true);
    assertThat(types.stream().map(t -> t.spelling() + " " + t.bytes()))
        .containsExactly("union role 4", "struct old 4", "struct mixed 56", "flags_t 1");
    assertThat(types.stream().flatMap(t -> t.leaves().stream()).map(CTypesTest::row))
        .containsExactly(
            "word 0 32 - INT unsigned int u32 4",
            "level 0 4 : INT unsigned int  4 aS",
            "direct 4 1 : INT unsigned int  4 aS",
            " 5 3 : INT unsigned int  4 aS",
            "a 0 3 : INT unsigned int  4",
            "b 5 6 : signed INT int  4",
            "mode 0 2 : signed ENUM enum  4 mode",
            "matrix 32 192 - ARRAY array  24",
            "p 256 64 - PTR *  8",
            "on 320 1 : BOOL _Bool  1",
            "in.x 352 31 : signed INT int  4 nS",
            "in.y 383 1 : INT unsigned int  4 nS",
            "big 384 64 - ENUM64 enum  8 big",
            "f 7 1 : BOOL _Bool  1");
    assertThat(types.get(2).leaves().get(1).array())
        .isEqualTo(new Leaf.Elements(LeafKind.INT, 32, false, 6));
  }

  @Test
  void otherLayoutsOfANameAreNumberedAndEqualOnesListedOnce() {
    BtfBuilder b = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    int u32 = b.integer("unsigned int", 4, 0);
    b.composite(4, "same", 4, "a", u32, 0, 3);
    b.composite(4, "same", 4, "a", u32, 0, 4);
    b.composite(4, "same", 4, "a", u32, 0, 3);
    List<CType> types = CTypes.of(BtfReader.read("x", b.bytes(), null), HERE, false, n -> true);
    assertThat(types.stream().map(t -> t.variant() + " " + t.leaves().get(0).bitWidth()))
        .containsExactly("0 3", "1 4");
  }

  @Test
  void aTypeThatContainsItselfIsNoticed() {
    BtfBuilder b = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    b.composite(4, "root", 4, "", 2, 0, 0);
    b.composite(4, "", 4, "", 2, 0, 0);
    Btf btf = BtfReader.read("x", b.bytes(), null);
    assertThatThrownBy(() -> CTypes.of(btf, HERE, true, n -> true))
        .isInstanceOf(BadInputException.class)
        .hasMessage("x: type 1 contains itself");
  }

  @Test
  void aTypeThatOpensWithoutEndIsNoticed() {
    BtfBuilder b = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    for (int id = 1; id < 60; id++) {
      b.composite(4, id == 1 ? "root" : "", 4, "", id + 1, 0, 0, "", id + 1, 0, 0);
    }
    b.composite(4, "", 4);
    Btf btf = BtfReader.read("x", b.bytes(), null);
    for (boolean all : new boolean[] {false, true}) {
      assertThatThrownBy(() -> CTypes.of(btf, HERE, all, n -> true))
          .hasMessage("x: type 1 opens to more than 200000 members");
    }
  }

  /** Thirty thousand damaged files: each is read or refused, and nothing else happens. */
  @Test
  void damagedFilesAreReadOrRefused() {
    long seed = 20260101;
    Random random = new Random(seed);
    byte[][] originals = {
      Samples.everyKind(ByteOrder.LITTLE_ENDIAN), Samples.everyKind(ByteOrder.BIG_ENDIAN)
    };
    int refused = 0;
    int read = 0;
    for (int i = 0; i < 30_000; i++) {
      byte[] bytes = originals[i & 1].clone();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        int at = random.nextInt(bytes.length);
        bytes[at] =
            (byte) (random.nextBoolean() ? random.nextInt() : bytes[at] ^ 1 << random.nextInt(8));
      }
      try {
        CTypes.of(BtfReader.read("x", bytes, null), HERE, true, n -> true);
        read++;
      } catch (BadInputException e) {
        assertThat(e.getMessage()).doesNotContain("\n");
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ", file " + i, e);
      }
    }
    assertThat(refused).isPositive();
    assertThat(read).isPositive();
  }

  private static String row(Leaf leaf) {
    return leaf.path()
        + " "
        + leaf.bitOffset()
        + " "
        + leaf.bitWidth()
        + (leaf.bitfield() ? " :" : " -")
        + (leaf.signed() ? " signed " : " ")
        + leaf.kind()
        + " "
        + leaf.base()
        + " "
        + leaf.typedef()
        + " "
        + leaf.baseBytes()
        + (leaf.enumName() + leaf.via()).replaceFirst("^(?=.)", " ");
  }
}
