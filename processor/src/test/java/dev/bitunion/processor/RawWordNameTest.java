package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code @Raw int word()} is what C calls it; generated classes have the whole word by that name.
 */
class RawWordNameTest {
  private static final String ALL =
      "{Form.VALUE, Form.BUILDER, Form.MATCH, Form.ARRAY, Form.BUFFER, Form.ATOMIC}";

  private static String union(String annotation, String raw) {
    return """
    package demo;
    import dev.bitunion.*;
    @BitUnion(%s, forms = %s)
    public interface Reg {
      @Field(bits = 4) int level();
      %s
      @View interface Ir { @Field(bits = 7) int low(); @Raw int word(); }
      @Field(at = 0) Ir ir();
    }
    """
        .formatted(annotation, ALL, raw);
  }

  @ParameterizedTest
  @CsvSource({
    "8, int, '', 0xA5",
    "16, int, '(bits = 16)', 0xA5C3",
    "32, int, '', 0xA5C30F11",
    "64, long, '(bits = 64, at = 0)', 0x25C30F11A5C30F11",
  })
  void theWholeWordMayBearItsName(int bits, String type, String values, String text)
      throws Exception {
    String raw = "@Raw%s %s word();".formatted(values, type);
    ClassLoader loader =
        Compiled.of(
                Map.of("demo.Reg", union("bits = " + bits, raw)),
                Compiled.STRICT.toArray(String[]::new))
            .ok()
            .loader();
    Class<?> carrier = bits == 64 ? long.class : int.class;
    long number = Long.decode(text);
    Object word = bits == 64 ? (Object) number : (Object) (int) number;

    Class<?> value = loader.loadClass("demo.RegValue");
    Object made = value.getConstructor(carrier).newInstance(word);
    assertThat(call(loader.loadClass("demo.Reg").getMethod("word"), made)).isEqualTo(word);
    Object other = call(value.getMethod("withWord", carrier), made, carrierOf(bits, 5));
    assertThat(call(value.getMethod("word"), other)).isEqualTo(carrierOf(bits, 5));

    Class<?> view = loader.loadClass("demo.Reg$Ir");
    Object ir = call(value.getMethod("ir"), made);
    assertThat(call(view.getMethod("word"), ir)).isEqualTo((int) number & 0x7F);

    Class<?> code = loader.loadClass("demo.RegBits");
    assertThat(call(code.getMethod("word", carrier), null, word)).isEqualTo(word);
    ByteBuffer memory = ByteBuffer.allocate(8);
    Class<?> buffer = loader.loadClass("demo.RegBuffer");
    call(buffer.getMethod("setWord", ByteBuffer.class, int.class, carrier), null, memory, 0, word);
    assertThat(call(buffer.getMethod("word", ByteBuffer.class, int.class), null, memory, 0))
        .isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({"64, '(bits = 32) int'", "32, ' long'", "32, '(bits = 8, at = 24) int'"})
  void aPieceOfItMayNot(int bits, String raw) {
    String source = union("bits = " + bits, "@Raw" + raw + " word();");
    assertThat(Compiled.of(Map.of("demo.Reg", source), "--release", "17").said())
        .isEqualTo(
            "6: [bitunion-reserved-name] Field word has the name of a generated member; write"
                + " word_ (the C name stays word).\n");
  }

  @Test
  void aTypeWithoutAWordMayNot() {
    String source =
        """
        package demo;
        import dev.bitunion.*;
        @BitUnion(bits = 128, forms = Form.BUFFER)
        public interface Reg {
          @Field(bits = 4) int level();
          @Raw(bits = 64) long word();
        }
        """;
    assertThat(Compiled.of(Map.of("demo.Reg", source), "--release", "17").said())
        .startsWith("6: [bitunion-reserved-name]");
  }

  private static Object carrierOf(int bits, int number) {
    return bits == 64 ? (Object) (long) number : (Object) number;
  }

  private static Object call(Method method, Object self, Object... arguments)
      throws IllegalAccessException, InvocationTargetException {
    method.setAccessible(true);
    return method.invoke(self, arguments);
  }
}
