package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the fuzz has found, each as a type that a person could have written. */
class FuzzFindingsTest {
  @Test
  void aViewMayHaveAMethodOfTheNameOfTheValuesComponent() throws Exception {
    ClassLoader loader =
        compiled(
            """
            @BitUnion(bits = 16) public interface Status {
              /** A half. */ @View interface Half {
                /** {@return it} */ @Field(bits = 8) long word();
                /** {@return more} */ Inner inner();
                /** Inside. */ @View interface Inner {
                  /** {@return it} */ @Field(bits = 4) int word();
                }
              }
              /** {@return the half} */ @Field(at = 8) Half half();
            }
            """);
    Object value = create(loader, 0x3400);
    Object half = call(value, "half");
    assertThat(call(half, "word")).isEqualTo(0x34L);
    assertThat(call(call(half, "inner"), "word")).isEqualTo(4);
  }

  @Test
  void viewsMayBearOneNameInOneAnotherAndBesideOneAnother() throws Exception {
    ClassLoader loader =
        compiled(
            """
            @BitUnion(bits = 16) public interface Status {
              /** A half. */ @View interface Half {
                /** {@return more} */ Inner half_a();
                /** Inside. */ @View interface Inner {
                  /** {@return it} */ @Field(bits = 4) int low();
                }
              }
              /** {@return the half} */ @Anonymous Half half_a();
              /** {@return another} */ @Field(at = 8) Half halfA();
            }
            """);
    Object value = create(loader, 0x3456);
    assertThat(call(call(call(value, "half_a"), "half_a"), "low")).isEqualTo(6);
    assertThat(call(call(call(value, "halfA"), "half_a"), "low")).isEqualTo(4);
  }

  @Test
  void aFieldThatIsOnlyWrittenMayLieInAUnionInsideAnother() throws Exception {
    Map<String, String> code =
        Map.of(
            "demo.Inner",
            source(
                """
                @BitUnion(bits = 8) public interface Inner {
                  /** {@return nothing} */ @Field(bits = 2, access = Access.WRITE_ONLY) Mode mode();
                  /** {@return nothing} */ @Field(bits = 1, access = Access.WRITE_ONLY) boolean go();
                  /** Modes. */ enum Mode { /** A. */ A, /** B. */ B, /** C. */ C, /** D. */ D }
                }
                """),
            "demo.Status",
            source(
                """
                @BitUnion(bits = 16, forms = {Form.VALUE, Form.MATCH, Form.ATOMIC, Form.BUFFER})
                public interface Status {
                  /** {@return a union} */ @Field(bits = 8) Inner low();
                  /** {@return nothing} */ @Field(bits = 8, access = Access.WRITE_ONLY) Inner high();
                }
                """));
    ClassLoader loader =
        Compiled.of(code, "--release", "17", "-Xlint:all,-processing", "-Werror").ok().loader();
    Class<?> bits = loader.loadClass("demo.StatusBits");
    assertThat(bits.getMethods())
        .extracting("name")
        .contains("withLowGo", "withLowMode", "withHigh", "withHighGo")
        .doesNotContain("lowGo", "lowMode", "high", "highGo", "highMode");
  }

  @Test
  void aViewsAccessorNamedAsAGeneratedMemberIsRefused() {
    String said =
        Compiled.of(
                Map.of(
                    "demo.Status",
                    source(
                        """
                        @BitUnion(bits = 8) public interface Status {
                          @View interface Half { @Field(bits = 4) int low(); }
                          Half word();
                        }
                        """)),
                "--release",
                "17")
            .said();
    assertThat(said).contains("[bitunion-reserved-name]").contains("word_");
  }

  @Test
  void aConverterMayHaveOverloadsForOtherTypes() throws Exception {
    ClassLoader loader =
        compiled(
            """
            @BitUnion(bits = 16) public interface Status {
              /** {@return a text} */ @Field(bits = 8, converter = Texts.class) String text();
              /** Both ways. */ final class Texts {
                private Texts() {}
                static Integer fromBits(int bits) { return bits; }
                static String fromBits(long bits) { return "<" + bits + ">"; }
                static int toBits(Integer number) { return number; }
                static int toBits(String text) { return text.length(); }
              }
            }
            """);
    assertThat(call(create(loader, 7), "text")).isEqualTo("<7>");
  }

  @Test
  void generatedCodeDoesNotWarnOfWhatIsDeprecated() throws Exception {
    ClassLoader loader =
        compiled(
            """
            @BitUnion(bits = 16, forms = {Form.VALUE, Form.BUFFER}) public interface Status {
              /** {@return a} @deprecated old */ @Deprecated @Field(bits = 1) boolean a();
              /** {@return b} */ @Field(bits = 1) E b();
              /** A half. */ @View interface Half {
                /** {@return c} @deprecated old */ @Deprecated(forRemoval = true)
                @Field(bits = 1) boolean c();
              }
              /** {@return the half} */ @Field(at = 8) Half half();
              /** Two. */ enum E {
                /** A. */ A, /** B. @deprecated old */ @Deprecated(forRemoval = true) B
              }
            }
            """);
    assertThat(call(create(loader, 3), "b")).hasToString("B");
  }

  @Test
  void aFieldNamedAsAStatementIsRefused() {
    String said =
        Compiled.of(
                Map.of(
                    "demo.Status",
                    source(
                        """
                        @BitUnion(bits = 8) public interface Status {
                          @Field(bits = 3) int yield();
                          @Field(bits = 1) boolean record();
                          @Field(bits = 1) boolean var();
                        }
                        """)),
                "--release",
                "17")
            .said();
    assertThat(said).contains("[bitunion-reserved-name]").contains("yield_").hasLineCount(1);
  }

  private static ClassLoader compiled(String type) {
    return Compiled.of(Map.of("demo.Status", source(type)), Compiled.STRICT.toArray(String[]::new))
        .ok()
        .loader();
  }

  private static String source(String type) {
    return "package demo;\nimport dev.bitunion.*;\n/** One. */\n" + type;
  }

  private static Object create(ClassLoader loader, int word) throws ReflectiveOperationException {
    return loader.loadClass("demo.StatusValue").getConstructor(int.class).newInstance(word);
  }

  private static Object call(Object on, String method) throws ReflectiveOperationException {
    java.lang.reflect.Method found = on.getClass().getMethod(method);
    found.setAccessible(true);
    return found.invoke(on);
  }
}
