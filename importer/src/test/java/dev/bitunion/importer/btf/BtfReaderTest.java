package dev.bitunion.importer.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bitunion.importer.BadInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader takes every kind in both byte orders, and says what is wrong with anything else. */
class BtfReaderTest {
  private static final byte[] LITTLE = Samples.everyKind(ByteOrder.LITTLE_ENDIAN);

  @ParameterizedTest
  @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
  void everyKindIsRead(String order) {
    ByteOrder byteOrder = order.startsWith("L") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    Btf btf = BtfReader.read("x", Samples.everyKind(byteOrder), null);
    Set<BtfKind> kinds = EnumSet.of(BtfKind.VOID);
    for (int id = 1; id < btf.endId(); id++) {
      kinds.add(btf.kind(id));
    }
    assertThat(kinds).isEqualTo(EnumSet.allOf(BtfKind.class));
    assertThat(btf.order()).isEqualTo(byteOrder);
    assertThat(btf.pointerBytes()).isEqualTo(8);
    assertThat(btf.kind(btf.strip(8))).isEqualTo(BtfKind.INT);
    assertThat(btf.sizeOf(12)).isEqualTo(24);
    assertThat(btf.enumerators(13))
        .containsExactly(new BtfEnumerator("MODE_OFF", 0), new BtfEnumerator("MODE_ERROR", -1));
    assertThat(btf.enumerators(14)).containsExactly(new BtfEnumerator("BIG", 0x0123456789abcdefL));
  }

  @Test
  void aPointerIsAsWideAsLong() {
    BtfBuilder b = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    b.integer("long int", 4, 1);
    assertThat(BtfReader.read("x", b.bytes(), null).pointerBytes()).isEqualTo(4);
  }

  @Test
  void splitFilesContinueTheirBase() {
    Btf base = BtfReader.read("vmlinux", LITTLE, null);
    Btf module = BtfReader.read("kvm", Samples.split(base), base);
    assertThat(module.firstId()).isEqualTo(base.endId());
    assertThat(module.name(module.firstId())).isEqualTo("added");
    assertThat(module.memberName(module.firstId(), 0)).isEqualTo("only");
    assertThat(module.name(module.memberType(module.firstId(), 0))).isEqualTo("u32");
    assertThat(module.memberBitfieldWidth(module.firstId(), 0)).isEqualTo(9);
  }

  @Test
  void aSplitFileWithoutItsBaseIsExplained() {
    Btf base = BtfReader.read("vmlinux", LITTLE, null);
    assertThatThrownBy(() -> BtfReader.read("kvm", Samples.split(base), null))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "kvm: the name of type 1 is not in the file; a kernel module's BTF is split: name its"
                + " vmlinux with --base");
  }

  @Test
  void aBaseOfTheOtherByteOrderIsRefused() {
    Btf base = BtfReader.read("vmlinux", LITTLE, null);
    byte[] big = Samples.everyKind(ByteOrder.BIG_ENDIAN);
    assertThatThrownBy(() -> BtfReader.read("kvm", big, base))
        .hasMessage("kvm: its byte order is not that of the base vmlinux");
  }

  @Test
  void kindsOfTheFutureArePassedOverByTheirStatedLength() {
    // A header of 32 bytes, and a layout section of 26 kinds: number 25 has 4 + 8 bytes an entry.
    BtfBuilder b = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    b.type("future", 25, false, 2, 0, 1, 2, 3, 4, 5);
    b.integer("int", 4, 1);
    byte[] old = b.bytes();
    int layouts = 26 * 4;
    ByteBuffer file = ByteBuffer.allocate(old.length + 8 + layouts).order(ByteOrder.LITTLE_ENDIAN);
    file.put(old, 0, 24).putInt(old.length - 24).putInt(layouts).put(old, 24, old.length - 24);
    file.put(old.length + 8 + 25 * 4, (byte) 4).put(old.length + 8 + 25 * 4 + 1, (byte) 8);
    file.putInt(4, 32);
    Btf btf = BtfReader.read("x", file.array(), null);
    assertThat(btf.kind(1)).isEqualTo(BtfKind.VOID);
    assertThat(btf.name(2)).isEqualTo("int");
    assertThatThrownBy(() -> BtfReader.read("x", old, null))
        .hasMessage("x: type 1 is of kind 25, which this program cannot read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0 | this is not BTF (no magic 0xeb9f at its start)",
        "2 | 2 | BTF version 2; this program reads version 1",
        "4 | 23 | the header claims 23 bytes of 1100",
        "12 | 127 | is cut off at the end of the type section",
        "31 | 0 | type 1 is of kind 0, which this program cannot read",
        "15 | 127 | cut off: the type section ends at byte",
        "23 | 127 | cut off: the string section ends at byte",
      })
  void damageIsNamed(int at, byte value, String message) {
    byte[] bytes = Arrays.copyOf(LITTLE, 1100);
    bytes[at] = value;
    assertThatThrownBy(() -> BtfReader.read("x", bytes, null))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("x: ")
        .hasMessageContaining(message);
  }

  @Test
  void entriesBeyondTheSectionAreNoticed() {
    BtfBuilder b = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    b.type("s", 4, true, 9, 4);
    assertThatThrownBy(() -> BtfReader.read("x", b.bytes(), null))
        .hasMessage("x: the entries of type 1 leave the type section");
  }

  @Test
  void everyCutIsNoticed() {
    for (int length = 0; length < LITTLE.length; length++) {
      byte[] cut = Arrays.copyOf(LITTLE, length);
      assertThatThrownBy(() -> BtfReader.read("x", cut, null))
          .as("cut after %d bytes", length)
          .isInstanceOf(BadInputException.class);
    }
  }

  @Test
  void endlessTypesAreNoticed() {
    BtfBuilder b = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    b.type("a", 8, false, 0, 2);
    b.type("b", 8, false, 0, 1);
    b.type("", 3, false, 0, 0, 3, 3, 1);
    Btf btf = BtfReader.read("x", b.bytes(), null);
    assertThatThrownBy(() -> btf.strip(1)).hasMessage("x: type 1 is a typedef of itself");
    assertThatThrownBy(() -> btf.sizeOf(3)).hasMessage("x: type 3 is an array of itself");
  }

  @Test
  void arraysLargerThanMemoryAreNoticed() {
    BtfBuilder b = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    int u8 = b.integer("unsigned char", 1, 0);
    int array = b.type("", 3, false, 0, 0, u8, u8, -1);
    Btf btf = BtfReader.read("x", b.bytes(), null);
    assertThatThrownBy(() -> btf.sizeOf(array))
        .hasMessage("x: array type 2 is larger than any memory");
  }
}
