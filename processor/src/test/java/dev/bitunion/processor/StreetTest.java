package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A declaration goes in, and what comes out of the compiler works. */
class StreetTest {
  private static final String ROLE =
      """
      package demo;

      import dev.bitunion.*;

      /** Which page may be reused; see {@link java.util.List}. */
      @BitUnion(bits = 32)
      public interface PageRole {
        /** {@return the level of the page} */
        @Field(bits = 4) int level();
        /** {@return the gpte_is_8_bytes} */
        @Field(bits = 1) boolean gpte_is_8_bytes();
        /** {@return the mode} */
        @SuppressWarnings("bitunion-enum-gaps")
        @Field(bits = 2) Mode mode();
        /** {@return the direct} */
        @Field(bits = 1, cName = "is_direct") boolean direct();
        /** {@return the access} */
        @Field(bits = 3) byte access();
        /** {@return the smm} */
        @Skip(3) @Skip(3) @Field(bits = 8, at = 17) short smm();
        /** {@return the top} */
        @Field(bits = 7) char top();
        /** Modes. */
        enum Mode {
          /** Off. */ OFF,
          /** On. */ ON,
          /** Auto. */ AUTO
        }
      }
      """;
  private static final String WHOLE =
      """
      package demo;

      import dev.bitunion.*;

      /** Both words. */
      @BitUnion(bits = 64)
      public interface Whole {
        /** {@return the base} */
        @Field(bits = 32) PageRole base();
        /** {@return the ext} */
        @Field(bits = 31) int ext();
        /** {@return the valid} */
        @Field(bits = 1) boolean valid();
      }
      """;
  private static ClassLoader loader;

  @BeforeAll
  static void compile() {
    Map<String, String> code = Map.of("demo.PageRole", ROLE, "demo.Whole", WHOLE);
    loader = Compiled.of(code, Compiled.STRICT.toArray(String[]::new)).ok().loader();
  }

  @Test
  void readsAndSets() throws Exception {
    assertThat(call("PageRole", "level", 0xABC)).isEqualTo(0xC);
    assertThat(call("PageRole", "withLevel", 0xABC, 5)).isEqualTo(0xAB5);
    assertThat(call("PageRole", "withLevelTruncated", 0xABC, 0x35)).isEqualTo(0xAB5);
    assertThat(call("PageRole", "gpte_is_8_bytes", 0x10)).isEqualTo(true);
    assertThat(call("PageRole", "gpteIs8BytesBit", 0x10)).isEqualTo(1);
    assertThat(call("PageRole", "withGpteIs8Bytes", 0xFFFFFFFF, false)).isEqualTo(0xFFFFFFEF);
    assertThat(call("PageRole", "withDirectBit", 0, 1)).isEqualTo(0x80);
    assertThat(call("PageRole", "smm", 0x1FE0000)).isEqualTo((short) 0xFF);
    assertThat(call("PageRole", "top", 0xFE000000)).isEqualTo((char) 0x7F);
    assertThat(call("PageRole", "mode", 0x40).toString()).isEqualTo("AUTO");
    assertThat(call("PageRole", "modeRaw", 0x60)).isEqualTo(3);
    assertThat(call("Whole", "base", 0x1_2345_6789L)).isEqualTo(0x2345_6789);
    assertThat(call("Whole", "withBase", -1L, 0x1234)).isEqualTo(0xFFFFFFFF_00001234L);
    assertThat(call("Whole", "baseLevel", 0x4567L)).isEqualTo(7);
    assertThat(call("Whole", "withBaseLevel", 1L << 63, 7)).isEqualTo(1L << 63 | 7);
    assertThat(call("Whole", "baseMode", 0x20L).toString()).isEqualTo("ON");
    assertThat(call("Whole", "prepValid", true)).isEqualTo(1L << 63);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> call("PageRole", "withLevel", 0, 16))
        .hasMessage("PageRole.level = 16 is out of range 0..15");
    assertThatThrownBy(() -> call("PageRole", "mode", 0x60))
        .hasMessage("PageRole.mode = 3 is no constant of PageRole.Mode");
    assertThatThrownBy(() -> call("PageRole", "validate", 0x800))
        .hasMessage("PageRole has reserved bits 0x800");
  }

  @Test
  void saysAndReadsText() throws Exception {
    int word = 0x12 | 0x20 | 0x80 | 5 << 8;
    String text = "level=2 gpte_is_8_bytes mode=ON is_direct access=5 smm=0 top=0";
    assertThat(call("PageRole", "toString", word)).isEqualTo(text);
    assertThat(call("PageRole", "parse", text)).isEqualTo(word);
    assertThat(call("PageRole", "flagNames", word))
        .isEqualTo(List.of("gpte_is_8_bytes", "is_direct"));
    assertThat(call("PageRole", "diff", word, word ^ 0x81))
        .isEqualTo("level 2 -> 3, is_direct 1 -> 0");
    long whole = 1L << 63 | word;
    assertThat(call("Whole", "parse", call("Whole", "toString", whole))).isEqualTo(whole);
    assertThatThrownBy(() -> call("PageRole", "parse", "level=2,level=3"))
        .hasMessage("PageRole.level is given twice");
    assertThatThrownBy(() -> call("PageRole", "parse", "levl=2"))
        .hasMessage("PageRole has no field levl");
  }

  @Test
  void makesValues() throws Exception {
    Class<?> type = loader.loadClass("demo.WholeValue");
    Object value = type.getConstructor(long.class).newInstance(1L << 63 | 4);
    assertThat(value)
        .hasToString("Whole{base={level=4 mode=OFF access=0 smm=0 top=0} ext=0 valid}");
  }

  private static Object call(String union, String method, Object... arguments) throws Exception {
    for (Method m : loader.loadClass("demo." + union + "Bits").getMethods()) {
      if (m.getName().equals(method) && m.getParameterCount() == arguments.length) {
        try {
          return m.invoke(null, arguments);
        } catch (InvocationTargetException e) {
          throw (Exception) e.getCause();
        }
      }
    }
    throw new NoSuchMethodException(union + "." + method);
  }
}
