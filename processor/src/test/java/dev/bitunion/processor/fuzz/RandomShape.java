package dev.bitunion.processor.fuzz;

import java.util.Random;

/**
 * Writes a random type: mostly what {@link RandomSource} makes of annotations on an interface; now
 * and then a declaration whose shape is wrong, whatever its annotations say.
 */
final class RandomShape {
  private static final int ODD = 25;

  /** %1$s: the name; %2$s: a type; %3$d: a small number; %4$d: any number. */
  private static final String[] SHAPES = {
    "@BitUnion(bits = %4$d) public final class %1$s { private %1$s() {} }",
    "@BitUnion(bits = 32) public abstract class %1$s { @Field(bits = %3$d) abstract %2$s f(); }",
    "@BitUnion(bits = 32) public record %1$s(%2$s f) {}",
    "@BitUnion(bits = 32) public enum %1$s { A, B; @Field(bits = %4$d) int f() { return 1; } }",
    "@BitUnion(bits = 32) public @interface %1$s { @Field(bits = %3$d) int f(); }",
    """
    public final class %1$s { private %1$s() {}
      @BitUnion(bits = 32) private interface Part { @Field(bits = %3$d) %2$s f(); }
    }""",
    """
    public interface %1$s {
      @BitUnion(bits = 32) interface Part { @Field(bits = 1) boolean f(); %2$s g(); }
    }""",
    """
    final class %1$s { private %1$s() {}
      @BitUnion(bits = 32) protected interface Part { @Field(bits = 1, cName = "%2$s") int f(); }
    }""",
    """
    public final class %1$s { private %1$s() {}
      private static final class Hidden {
        @BitUnion(bits = 32) interface Part { @Field(bits = %3$d) int f(); }
      }
    }""",
    "@BitUnion(bits = 32) public interface %1$s<T> { @Field(bits = %3$d) int f(); }",
    "@BitUnion(bits = 32) public interface %1$s<T> { @Field(bits = %3$d) T f(); }",
    """
    @BitUnion(bits = 32) public sealed interface %1$s permits %1$s.A {
      @Field(bits = 1) boolean f(); non-sealed interface A extends %1$s {}
    }""",
    "@BitUnion(bits = 32) public interface %1$s extends Runnable { @Field(bits = 1) %2$s f(); }",
    """
    @BitUnion(bits = 32) public interface %1$s extends Comparable<%1$s> {
      @Field(bits = 1) boolean f();
      @Override default int compareTo(%1$s other) { return %4$d; }
    }""",
    "@BitUnion(bits = 32) public interface %1$s extends Inner { @Field(bits = 1) boolean f(); }",
    "@BitUnion(bits = 32) public interface %1$s {}",
    "@BitUnion(bits = 32) public interface %1$s { static int f() { return %4$d; } }",
    "public interface %1$s { @Field(bits = %3$d) %2$s f(); }",
    "public interface %1$s { @Raw %2$s f(); @Anonymous Inner g(); }",
    "public interface %1$s { @Skip(%4$d) %2$s f(); }",
    "@Skip(%3$d) public interface %1$s { int F = %4$d; }",
    "public abstract class %1$s { @Skip(1) @Skip(2) abstract %2$s f(); }",
    """
    @BitUnion(bits = 32) public interface %1$s {
      @Field(bits = 1) boolean f(); @Skip(%3$d) default int g() { return 1; }
    }""",
    "@BitUnion(bits = 32) public interface %1$s { @Field(bits = 1) boolean f(); %2$s g(); }",
    "@BitUnion(bits = 32) public interface %1$s { @Field(bits = 1) boolean f(); void g(); }",
    """
    @BitUnion(bits = 32) public interface %1$s {
      @Field(bits = %3$d) default int f() { return 1; }
      @Raw static int g() { return %4$d; }
      @Field(bits = 1) private boolean h() { return true; }
    }""",
    "@BitUnion(bits = 32) public interface %1$s { @Field(bits = %3$d) int f(%2$s a); }",
    "@BitUnion(bits = 32) public interface %1$s { @Field(bits = %3$d) int f(int a, int b); }",
    "@BitUnion(bits = 32) public interface %1$s { @Field(bits = 1, count = 3) int f(int... a); }",
    "@BitUnion(bits = 32) public interface %1$s { @Raw @Field(bits = %3$d) %2$s f(); }",
    "@BitUnion(bits = 32) public interface %1$s { @Anonymous @Field(bits = 1) %2$s f(); }",
    "@BitUnion(bits = 32) public interface %1$s { @Field(bits = %3$d) <T> %2$s f(); }",
    "@BitUnion(bits = 32) public interface %1$s { @Field(bits = %3$d) <T> T f(); }",
    "@BitUnion(bits = 32) public interface %1$s { @Field(bits = %3$d) void f(); }",
    """
    @BitUnion(bits = 32) public interface %1$s {
      @Field(bits = %3$d, init = %4$d) V f();
      @Raw V g(); @Field V h(int index);
      @View interface V { @Field(bits = %3$d) %2$s a(); }
    }""",
    """
    @BitUnion(bits = 32) public interface %1$s {
      @Field(bits = 8, count = %4$d) Inner f(int index);
    }""",
    """
    @BitUnion(abi = Abi.SYSV) public interface %1$s {
      @Field(bits = %3$d, type = CType.U32, count = 2) int f(int index);
    }""",
    """
    @BitUnion(bits = 32) public interface %1$s {
      V f(); @View interface V { @Field(bits = 1) boolean a(); V b(); }
    }""",
    """
    @BitUnion(bits = 32) public interface %1$s {
      V f(); @View interface V { @Field(bits = 1) boolean a(); W w(); }
      @View interface W { @Field(bits = %3$d) int a(); V v(); }
    }""",
    """
    @BitUnion(bits = 32) public interface %1$s {
      V<Integer> f(); @View interface V<T> { @Field(bits = 1) boolean a(); }
    }""",
    """
    @BitUnion(bits = 32) public interface %1$s {
      V f(); @View abstract class V { @Field(bits = 1) abstract boolean a(); }
    }""",
    """
    @BitUnion(bits = 32) public interface %1$s {
      V f(); @View interface V extends Runnable { @Field(bits = 1) boolean a(); }
    }""",
    """
    @BitUnion(bits = 32) public interface %1$s {
      V f(); @View enum V { A; @Field(bits = 1) boolean a() { return true; } }
    }""",
    """
    @BitUnion(bits = 32) public interface %1$s {
      @Field(bits = 8) Inner f(); @Field(bits = %3$d) int f_level(); @Field(bits = 1) int fSign();
    }""",
    """
    @BitUnion(bits = 32) public interface %1$s {
      @Field(bits = %3$d) E f(); enum E {}
    }""",
    """
    @BitUnion(bits = 32) public interface %1$s {
      @Field(bits = %3$d) E f(); enum E { @Value(%4$d) A, @Value(%4$d) B }
    }""",
    """
    @BitUnion(bits = 32) public interface %1$s {
      @Field(bits = %3$d) E f(); enum E { @Fallback @Value(%4$d) A, @Fallback B, C }
    }""",
    """
    @BitUnion(bits = 32) public interface %1$s {
      @Field(bits = %3$d, signed = true) E f(); enum E { @Value(%4$dL) A, @Value(-1) B }
    }""",
    "@BitUnion(bits = %3$d) public interface %1$s { @Field(bits = %3$d) %1$s f(); }",
    """
    @BitUnion(bits = 8) public interface %1$s {
      @Field(bits = 8) Part f();
      @BitUnion(bits = 8) interface Part { @Field(bits = 8) %1$s g(); }
    }""",
    """
    @BitUnion(bits = 32) public interface %1$s {
      @Field(bits = 8) Part f();
      @BitUnion(bits = 8) interface Part { @Field(bits = 9) int g(); }
    }""",
    """
    @BitUnion(bits = 32) public interface %1$s {
      @Field(bits = 8) Part f();
      @BitUnion(bits = 8, forms = {}) interface Part { @Field(bits = %3$d) int g(); }
    }""",
    """
    @CProof(type = "struct %2$s[]", includes = {"linux/tcp.h", "<%2$s>"})
    @BitUnion(bits = 32) public interface %1$s { @Field(bits = 1) boolean f(); }""",
    """
    @CProof(type = "union x%4$d", includes = "\\"%2$s\\"")
    @BitUnion(bits = 32) public interface %1$s { @Field(bits = 1) boolean f(); }""",
    """
    @CProof(type = "struct tcphdr", includes = {"linux/tcp.h", "a-b/c_%3$d.h"})
    @BitUnion(bits = 32) public interface %1$s {
      @Field(bits = 1) boolean f(); @Field(bits = %3$d) int f_g(); @Raw int w();
    }""",
    """
    @BitUnion(bits = 32, forms = {Form.VALUE, Form.ARRAY}) public interface %1$s {
      @Field(bits = %3$d) int f();
    }
    final class %1$sArray {}""",
    """
    @BitUnion(bits = 32) public interface %1$s {
      @Field(bits = %3$d) int f() throws java.io.IOException;
    }""",
    """
    @Deprecated @BitUnion(bits = 32, forms = {Form.VALUE, Form.MATCH, Form.BUFFER, Form.BUILDER})
    public interface %1$s { @Field(bits = %3$d) int f(); }""",
    "@BitUnion(bits = 32) public interface %1$s { @Field(bits = %3$d) int hashCode(); }",
    """
    @BitUnion(bits = 32) public interface %1$s {
      @Field(bits = 4, converter = Helpers.Port.class) String toString(); V v();
      @View interface V { @Field(bits = %3$d) int hashCode(); }
    }""",
    """
    @FunctionalInterface @BitUnion(bits = 32) public interface %1$s {
      @Field(bits = %3$d) int f();
    }"""
  };

  private static final String[] TYPES = {
    "boolean",
    "int",
    "long",
    "byte",
    "short",
    "char",
    "String",
    "float",
    "double",
    "int[]",
    "Inner",
    "Helpers.Four",
    "Object",
    "Integer",
    "java.util.List<String>",
    "Helpers.Empty"
  };

  private RandomShape() {}

  /** A type of this name, in package {@code fuzz}. */
  static String write(String name, Random random) {
    if (random.nextInt(ODD) != 0) {
      return RandomSource.write(name, random);
    }
    String shape = SHAPES[random.nextInt(SHAPES.length)];
    String type = TYPES[random.nextInt(TYPES.length)];
    int small = random.nextInt(8) == 0 ? 8 * random.nextInt(9) : 1 + random.nextInt(4);
    int any = random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(6) - 2;
    String code = "package fuzz;\nimport dev.bitunion.*;\n";
    return code + shape.formatted(name, type, small, any) + "\n";
  }
}
