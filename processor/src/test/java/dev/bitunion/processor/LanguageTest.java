package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What each word of the layout language means, on types whose values are published. */
class LanguageTest {
  private static ClassLoader loader;

  @BeforeAll
  static void compile() throws IOException {
    String types = Files.readString(Path.of("src/test/resources/language/Types.java"));
    loader =
        Compiled.of(
                Map.of("demo.Types", types), "--release", "17", "-Xlint:all,-processing,-options")
            .ok()
            .loader();
  }

  @Test
  void aSplitFieldIsOneNumber() throws Exception {
    long flat = 0x00CF9A000000FFFFL;
    assertThat(call("Segment", "base", flat)).isEqualTo(0L);
    assertThat(call("Segment", "limit", flat)).isEqualTo(0xFFFFF);
    assertThat(call("Segment", "type", flat)).isEqualTo(10);
    assertThat(call("Segment", "g", flat)).isEqualTo(true);
    assertThat(call("Segment", "withBase", flat, 0x12345678L)).isEqualTo(0x12CF9A345678FFFFL);
    assertThat(call("Segment", "base", 0x12CF9A345678FFFFL)).isEqualTo(0x12345678L);
    assertThat(call("Segment", "withLimit", -1L, 0x20001)).isEqualTo(0xFFF2FFFFFFFF0001L);
    assertThat(call("Segment", "prepBase", 0x80000001L)).isEqualTo(0x8000000000010000L);
    assertThat(constant("Segment", "BASE_MASK")).isEqualTo(0xFF0000FFFFFF0000L);
    assertThat(constant("Segment", "BASE_WIDTH")).isEqualTo(32);
    assertThatThrownBy(() -> call("Segment", "withLimit", 0L, 0x100000))
        .hasMessage("Segment.limit = 1048576 is out of range 0..1048575");
  }

  @Test
  void aScaledFieldIsShifted() throws Exception {
    long entry = 0x80000000_12345001L;
    assertThat(call("Pte", "address", entry)).isEqualTo(0x12345000L);
    assertThat(call("Pte", "withAddress", 1L, 0xFFFFF_FFFFF000L)).isEqualTo(0xFFFFF_FFFFF001L);
    assertThat(call("Pte", "withAddressTruncated", 1L, 0x1FFF)).isEqualTo(0x1001L);
    assertThat(call("Pte", "prepAddress", 0x1000L)).isEqualTo(0x1000L);
    assertThatThrownBy(() -> call("Pte", "withAddress", 0L, 0x1001L))
        .hasMessageContaining("Pte.address = 4097 is out of range 0..")
        .hasMessageEndingWith(" in steps of 4096");
    assertThat(call("Pte", "toString", entry)).isEqualTo("present address=305418240 xd");
    assertThat(call("Pte", "parse", "present,address=0x12345000|xd")).isEqualTo(entry);
  }

  @Test
  void anArrayTakesAnIndex() throws Exception {
    int word = 0x000D0001;
    assertThat(call("Dr7", "local", word, 0)).isEqualTo(true);
    assertThat(call("Dr7", "local", word, 1)).isEqualTo(false);
    assertThat(call("Dr7", "globalBit", 8, 1)).isEqualTo(1);
    assertThat(call("Dr7", "rw", word, 0)).isEqualTo(1);
    assertThat(call("Dr7", "len", word, 0)).isEqualTo(3);
    assertThat(call("Dr7", "withLen", word, 3, 2)).isEqualTo(0x800D0001);
    assertThat(call("Dr7", "withLocal", 0, 3, true)).isEqualTo(0x40);
    assertThat(call("Dr7", "prepRw", 2, 3)).isEqualTo(0x03000000);
    assertThat(call("Dr7", "withRwTruncated", 0, 1, 7)).isEqualTo(0x00300000);
    assertThat(constant("Dr7", "RW_COUNT")).isEqualTo(4);
    assertThat(constant("Dr7", "RW_STRIDE")).isEqualTo(4);
    assertThat(constant("Dr7", "RW_MASK")).isEqualTo(0x33330000);
    for (int index : new int[] {-1, 4}) {
      assertThatThrownBy(() -> call("Dr7", "rw", 0, index))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> call("Dr7", "withRw", 0, 0, 4))
        .hasMessage("Dr7.rw = 4 is out of range 0..3");
    String text = (String) call("Dr7", "toString", word);
    assertThat(text).contains("local[0]=1 local[1]=0").contains("rw[0]=1").contains("len[0]=3");
    assertThat(call("Dr7", "parse", text)).isEqualTo(word);
    assertThat(call("Dr7", "diff", word, 0x800D0001)).isEqualTo("len[3] 0 -> 2");
  }

  @Test
  void mostSignificantFirstCountsFromTheTop() throws Exception {
    int word = 0x45B80054;
    assertThat(call("Ipv4", "version", word)).isEqualTo(4);
    assertThat(call("Ipv4", "ihl", word)).isEqualTo(5);
    assertThat(call("Ipv4", "dscp", word)).isEqualTo(46);
    assertThat(call("Ipv4", "total_length", word)).isEqualTo(84);
    assertThat(call("Ipv4", "withVersion", word, 6)).isEqualTo(0x65B80054);
    assertThat(constant("Ipv4", "VERSION_SHIFT")).isEqualTo(28);
    assertThat((String) constant("Ipv4", "LAYOUT")).contains("demo.Ipv4 32 msb\n");
  }

  @Test
  void signedFieldsAreInTwosComplement() throws Exception {
    assertThat(call("Signs", "one", 1)).isEqualTo(-1);
    assertThat(call("Signs", "seven", 0x80)).isEqualTo((byte) -64);
    assertThat(call("Signs", "steps", 0xFFF00)).isEqualTo(-16);
    assertThat(call("Signs", "wide", 0x700000)).isEqualTo(7L);
    assertThat(call("Signs", "wide", 0x900000)).isEqualTo(-7L);
    assertThat(call("Signs", "withOne", 0, -1)).isEqualTo(1);
    assertThat(call("Signs", "withSeven", -1, (byte) -64)).isEqualTo(0xFFFFFF81);
    assertThat(call("Signs", "withSteps", 0, -32)).isEqualTo(0xFFE00);
    assertThat(call("Signs", "withWideTruncated", 0, 9L)).isEqualTo(0x900000);
    assertThatThrownBy(() -> call("Signs", "withOne", 0, 1))
        .hasMessage("Signs.one = 1 is out of range -1..0");
    assertThatThrownBy(() -> call("Signs", "withSteps", 0, -33))
        .hasMessageContaining("steps of 16");
    assertThatThrownBy(() -> call("Signs", "withWide", 0, -9L))
        .hasMessage("Signs.wide = -9 is out of range -8..7");
    assertThat(call("Signs", "toString", 0xFF9FFF81))
        .isEqualTo("one=-1 seven=-64 steps=-16 wide=-7 plain=255");
    assertThat(call("Signs", "parse", "one=-1 seven=-64 steps=-16 wide=-7 plain=255"))
        .isEqualTo(0xFF9FFF81);
    assertThatThrownBy(() -> call("Signs", "parse", "wide=-9")).hasMessageContaining("Signs.wide");
  }

  @Test
  void enumsGoByNumber() throws Exception {
    assertThat(call("Enums", "level", 1)).hasToString("HIGH");
    assertThatThrownBy(() -> call("Enums", "level", 2))
        .hasMessage("Enums.level = 2 is no constant of Enums.Level");
    assertThat(call("Enums", "levelRaw", 2)).isEqualTo(2);
    assertThat(call("Enums", "vendor", 5 << 2)).hasToString("FIVE");
    assertThat(call("Enums", "vendor", 7 << 2)).hasToString("OTHER");
    assertThat(call("Enums", "withVendor", 0, value("Enums$Vendor", "ONE"))).isEqualTo(1 << 2);
    assertThat(call("Enums", "change", 3 << 5)).hasToString("DOWN");
    assertThat(call("Enums", "withChange", 0, value("Enums$Change", "DOWN"))).isEqualTo(3 << 5);
    assertThat(call("Enums", "levels", 1 << 9, 1)).hasToString("HIGH");
    assertThat(call("Enums", "isValid", 7 << 2)).isEqualTo(true);
    assertThat(call("Enums", "isValid", 2)).isEqualTo(false);
    assertThat(call("Enums", "isValid", 2 << 5)).isEqualTo(false);
    assertThat(call("Enums", "isValid", 3 << 9)).isEqualTo(false);
    assertThatThrownBy(() -> call("Enums", "validate", 2)).hasMessageContaining("Enums.level");
    assertThat(call("Enums", "parse", "vendor=FIVE change=DOWN levels[1]=HIGH"))
        .isEqualTo(5 << 2 | 3 << 5 | 1 << 9);
  }

  @Test
  void accessLeavesOutWhatSoftwareMayNotDo() throws Exception {
    assertThat(call("DeviceStatus", "clearCorrectable", 0x1E7)).isEqualTo(0x1E5);
    assertThat(call("DeviceStatus", "clearNonFatal", 0x1E5)).isEqualTo(0x1E6);
    assertThat(constant("DeviceStatus", "CLEARABLE_BITS")).isEqualTo(3);
    assertThat(constant("DeviceStatus", "RESET")).isEqualTo(9 << 5);
    assertThat(methods("DeviceStatus"))
        .contains("correctable", "aux_power", "withDoorbell", "withPayload")
        .doesNotContain(
            "withCorrectable", "withAuxPower", "doorbell", "doorbellBit", "debug", "withDebug");
    assertThat(constant("DeviceStatus", "DEBUG_MASK")).isEqualTo(0x10);
  }

  @Test
  void reservedBitsFollowTheirRules() throws Exception {
    // level 0..1, one 2, mbz 3, mbo 4, zero 5, last 6, kept 7
    assertThat(constant("Rules", "ZERO_BITS")).isEqualTo(0x28);
    assertThat(constant("Rules", "ONE_BITS")).isEqualTo(0x14);
    assertThat(constant("Rules", "PRESERVED_BITS")).isEqualTo(0x80);
    assertThat(constant("Rules", "RESET")).isEqualTo(0x14);
    assertThat(call("Rules", "isValid", 0x94)).isEqualTo(true);
    assertThat(call("Rules", "isValid", 0x90)).isEqualTo(false);
    assertThat(call("Rules", "isValid", 0xB4)).isEqualTo(false);
    assertThat(call("Rules", "canonical", 0xE9)).isEqualTo(0xD5);
    assertThat(call("Rules", "sameFields", 0x94, 0x14)).isEqualTo(true);
    assertThatThrownBy(() -> call("Rules", "validate", 0x3C))
        .hasMessage("Rules has wrong reserved bits 0x28");
    assertThat(methods("Rules")).contains("mbz").doesNotContain("withMbz", "withMbo");
  }

  @Test
  void viewsAndRawWordsLieOverOneAnother() throws Exception {
    int word = 0x8100000B;
    assertThat(call("XPsr", "bIsr", word)).isEqualTo(11);
    assertThat(call("XPsr", "bT", word)).isEqualTo(true);
    assertThat(call("XPsr", "negative", word)).isEqualTo(true);
    assertThat(call("XPsr", "w", word)).isEqualTo(word);
    assertThat(call("XPsr", "top", word)).isEqualTo(0x81);
    assertThat(call("XPsr", "withTop", word, 1)).isEqualTo(0x0100000B);
    assertThat(constant("XPsr", "B_ISR_MASK")).isEqualTo(0x1FF);
    assertThat(constant("XPsr", "FIELD_BITS")).isEqualTo(0x810001FF);
    assertThat(call("XPsr", "toString", word)).isEqualTo("b.ISR=11 b.T negative");
    assertThat(call("XPsr", "parse", "b.ISR=11 b.T negative")).isEqualTo(word);
    Object value =
        accessible(loader.loadClass("demo.XPsrValue").getDeclaredConstructor(int.class))
            .newInstance(word);
    Object view = accessible(value.getClass().getMethod("b")).invoke(value);
    Method isr = loader.loadClass("demo.XPsr$B").getMethod("isr");
    assertThat(accessible(isr).invoke(view)).isEqualTo(11);
  }

  @Test
  void aConverterMakesTheValue() throws Exception {
    Object time = call("Converted", "time", (long) (9 << 6 | 30));
    assertThat(time).hasToString("Clock[hours=9, minutes=30]");
    assertThat(call("Converted", "timeRaw", 0x25EL)).isEqualTo(0x25E);
    assertThat(call("Converted", "withTime", 0L, time)).isEqualTo(9L << 6 | 30);
    assertThat(call("Converted", "id", 0xABCDEF0000L << 16)).isEqualTo("abcdef0000");
    assertThat(call("Converted", "withId", 1L, "ff")).isEqualTo(0xFF0001L);
    assertThatThrownBy(() -> call("Converted", "withId", 1L, "ffffffffff0"))
        .hasMessageContaining("Converted.id");
  }

  @Test
  void overflowIsCheckedOrDropped() throws Exception {
    assertThat(call("Loose", "withLow", 0, 9)).isEqualTo(1);
    assertThatThrownBy(() -> call("Loose", "withLowChecked", 0, 9))
        .hasMessage("Loose.low = 9 is out of range 0..7");
    assertThatThrownBy(() -> call("Loose", "withHigh", 0, 9))
        .hasMessage("Loose.high = 9 is out of range 0..7");
    assertThat(call("Loose", "withHighTruncated", 0, 9)).isEqualTo(8);
  }

  @Test
  void aTypeOfEndlesslyNestedViewsIsRefused() {
    StringBuilder code = new StringBuilder("package demo;\nimport dev.bitunion.*;\n");
    code.append("@BitUnion(bits = 64) interface Many {\n  V0 all();\n");
    for (int i = 0; i < 14; i++) {
      String next = i == 13 ? "@Field(bits = 1) boolean x();" : "V%1$d a(); V%1$d b();";
      code.append("  @View interface V").append(i).append(" { ");
      code.append(next.formatted(i + 1)).append(" }\n");
    }
    assertThat(Compiled.of(Map.of("demo.Many", code + "}\n"), "--release", "17").said())
        .contains("[bitunion-too-many-fields] Many has more than 4096 fields");
  }

  private static Object call(String union, String method, Object... arguments) throws Exception {
    for (Method m : loader.loadClass("demo." + union + "Bits").getDeclaredMethods()) {
      if (m.getName().equals(method) && m.getParameterCount() == arguments.length) {
        try {
          return accessible(m).invoke(null, arguments);
        } catch (InvocationTargetException e) {
          throw (Exception) e.getCause();
        }
      }
    }
    throw new NoSuchMethodException(union + "." + method);
  }

  private static Object constant(String union, String name) throws ReflectiveOperationException {
    Field field = loader.loadClass("demo." + union + "Bits").getField(name);
    return accessible(field).get(null);
  }

  private static Object value(String type, String name) throws ReflectiveOperationException {
    return accessible(loader.loadClass("demo." + type).getField(name)).get(null);
  }

  private static List<String> methods(String union) throws ClassNotFoundException {
    Class<?> type = loader.loadClass("demo." + union + "Bits");
    return List.of(type.getMethods()).stream().map(Method::getName).toList();
  }

  private static <T extends java.lang.reflect.AccessibleObject> T accessible(T member) {
    member.setAccessible(true);
    return member;
  }
}
