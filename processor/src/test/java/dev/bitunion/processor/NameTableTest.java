package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of generated names, word for word: a name more or less is a decision, not a slip. */
class NameTableTest {
  private static final String ROLE =
      """
      package demo;
      import dev.bitunion.*;
      @BitUnion(bits = 16)
      public interface Role {
        @Field(bits = 4) int level();
        @Field(bits = 1) boolean gpte_is_8_bytes();
        @Field(bits = 1, cName = "direct") boolean isDirect();
        @Field(bits = 1) Mode mode();
        @Field(bits = 3) byte word_();
        enum Mode { OFF, ON }
        default boolean isLeaf() { return level() == 1; }
        static int size() { return 2; }
      }
      """;
  private static final String WHOLE =
      """
      package demo;
      import dev.bitunion.*;
      @BitUnion(bits = 64)
      interface Whole {
        @Field(bits = 16) Role base();
        @Field(bits = 16, flatten = false) Role other();
      }
      """;
  private static final String OUTER =
      """
      package demo;
      import dev.bitunion.*;
      public class Outer {
        @BitUnion(bits = 8)
        protected interface Inner {
          @Field(bits = 8) short all();
        }
      }
      """;
  private static ClassLoader loader;

  @BeforeAll
  static void compile() {
    Map<String, String> code = Map.of("demo.Role", ROLE, "demo.Whole", WHOLE, "demo.Outer", OUTER);
    loader = Compiled.of(code, "--release", "17", "-Werror").ok().loader();
  }

  @Test
  void bitsOfAFlatUnion() throws Exception {
    assertThat(methods("demo.RoleBits"))
        .containsExactlyInAnyOrder(
            "level(int):int",
            "withLevel(int,int):int",
            "withLevelTruncated(int,int):int",
            "prepLevel(int):int",
            "gpte_is_8_bytes(int):boolean",
            "gpteIs8BytesBit(int):int",
            "withGpteIs8Bytes(int,boolean):int",
            "withGpteIs8BytesBit(int,int):int",
            "withGpteIs8BytesTruncated(int,int):int",
            "prepGpteIs8Bytes(boolean):int",
            "isDirect(int):boolean",
            "isDirectBit(int):int",
            "withIsDirect(int,boolean):int",
            "withIsDirectBit(int,int):int",
            "withIsDirectTruncated(int,int):int",
            "prepIsDirect(boolean):int",
            "mode(int):Mode",
            "modeRaw(int):int",
            "withMode(int,Mode):int",
            "withModeTruncated(int,int):int",
            "prepMode(Mode):int",
            "word_(int):byte",
            "withWord(int,byte):int",
            "withWordTruncated(int,byte):int",
            "prepWord(byte):int",
            "toString(int):String",
            "parse(String):int",
            "flagNames(int):List",
            "sameFields(int,int):boolean",
            "diffMask(int,int):int",
            "diff(int,int):String",
            "isValid(int):boolean",
            "validate(int):int",
            "canonical(int):int");
  }

  @Test
  void constantsTakeTheCNames() throws Exception {
    Set<String> expected =
        new TreeSet<>(Set.of("FIELD_BITS:int", "RESERVED_BITS:int", "RESET:int", "LAYOUT:String"));
    for (String c : new String[] {"LEVEL", "GPTE_IS_8_BYTES", "DIRECT", "MODE", "WORD"}) {
      for (String suffix : new String[] {"SHIFT", "WIDTH", "MASK", "MAX"}) {
        expected.add(c + "_" + suffix + ":int");
      }
    }
    assertThat(constants("demo.RoleBits")).isEqualTo(expected);
  }

  @Test
  void nestedUnionsAreFlattenedOneLevelUnlessTheyShouldNot() throws Exception {
    assertThat(methods("demo.WholeBits"))
        .contains(
            "base(long):int",
            "withBase(long,int):long",
            "prepBase(int):long",
            "baseLevel(long):int",
            "withBaseLevel(long,int):long",
            "withBaseLevelTruncated(long,int):long",
            "prepBaseLevel(int):long",
            "baseGpteIs8Bytes(long):boolean",
            "baseGpteIs8BytesBit(long):int",
            "withBaseGpteIs8Bytes(long,boolean):long",
            "withBaseGpteIs8BytesBit(long,int):long",
            "baseMode(long):Mode",
            "baseModeRaw(long):int",
            "withBaseMode(long,Mode):long",
            "baseWord(long):byte",
            "other(long):int",
            "withOther(long,int):long")
        .noneMatch(name -> name.contains("therLevel"));
    assertThat(constants("demo.WholeBits"))
        .contains("BASE_LEVEL_MASK:long", "BASE_DIRECT_SHIFT:int", "BASE_MASK:long")
        .doesNotContain("OTHER_LEVEL_MASK:long");
  }

  @Test
  void valueIsARecordWithWithersAndABuilder() throws Exception {
    Class<?> value = loader.loadClass("demo.RoleValue");
    assertThat(value.isRecord()).isTrue();
    assertThat(value.getInterfaces()).containsExactly(loader.loadClass("demo.Role"));
    assertThat(methods("demo.RoleValue"))
        .contains(
            "word():int",
            "level():int",
            "gpte_is_8_bytes():boolean",
            "mode():Mode",
            "withLevel(int):RoleValue",
            "withGpteIs8Bytes(boolean):RoleValue",
            "withMode(Mode):RoleValue",
            "withWord(byte):RoleValue",
            "parse(String):RoleValue",
            "builder():Builder",
            "toString():String");
    assertThat(methods("demo.RoleValue$Builder"))
        .contains("level(int):Builder", "gpte_is_8_bytes(boolean):Builder", "build():RoleValue");
    assertThat(methods("demo.WholeValue"))
        .contains("base():RoleValue", "withBase(RoleValue):WholeValue");
  }

  @Test
  void generatedClassesAreAsVisibleAsTheInterface() throws Exception {
    assertThat(Modifier.isPublic(loader.loadClass("demo.RoleBits").getModifiers())).isTrue();
    assertThat(Modifier.isPublic(loader.loadClass("demo.RoleValue").getModifiers())).isTrue();
    assertThat(Modifier.isPublic(loader.loadClass("demo.WholeBits").getModifiers())).isFalse();
    assertThat(Modifier.isPublic(loader.loadClass("demo.Outer_InnerBits").getModifiers()))
        .isFalse();
  }

  @Test
  void constantsAreConstantsForCompilers() throws Exception {
    String use =
        """
        package demo;
        class Use {
          static String of(int word) {
            return switch (word) {
              case RoleBits.LEVEL_MASK -> RoleBits.LAYOUT;
              case RoleBits.DIRECT_MASK -> "direct";
              default -> "";
            };
          }
        }
        """;
    Compiled.of(Map.of("demo.Role", ROLE, "demo.Use", use), "--release", "17").ok();
  }

  private static Set<String> methods(String name) throws ClassNotFoundException {
    return Arrays.stream(loader.loadClass(name).getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .map(NameTableTest::shown)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String shown(Method method) {
    return Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(",", method.getName() + "(", "):"))
        + method.getReturnType().getSimpleName();
  }

  private static Set<String> constants(String name) throws ClassNotFoundException {
    return Arrays.stream(loader.loadClass(name).getDeclaredFields())
        .filter(field -> Modifier.isPublic(field.getModifiers()))
        .map((Field field) -> field.getName() + ":" + field.getType().getSimpleName())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
