package dev.bitunion.importer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.importer.btf.Samples;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bitunion import}: what is written, what is left out, what is refused. */
class ImportCommandTest {
  @TempDir private Path folder;

  @Test
  void aUnionOfBitFieldsAndTheirWord() throws IOException {
    Run run = run(ByteOrder.LITTLE_ENDIAN, "--type", "union role");
    Path file = folder.resolve("src/com/example/Role.java");
    assertThat(run).isEqualTo(new Run(0, "union role: " + file + "\n", ""));
    assertThat(file)
        .hasContent(
            """
            package com.example;

            import dev.bitunion.BitUnion;
            import dev.bitunion.Field;
            import dev.bitunion.Raw;

            /**
             * {@code union role}: 4 bytes, little-endian, from kvm.
             */
            @BitUnion(bits = 32, cName = "union role")
            public interface Role {
              /** {@code unsigned int : 4}. */
              @Field(at = 0, bits = 4)
              int level();

              /** {@code unsigned int : 1}. */
              @Field(at = 4, bits = 1)
              boolean direct();

              /** {@code u32}. */
              @Raw(bits = 32)
              int word_();
            }
            """);
  }

  @Test
  void gapsEnumsArraysPointersAndNestedNames() throws IOException {
    Run run = run(ByteOrder.BIG_ENDIAN, "--match", "m?xed");
    Path file = folder.resolve("src/com/example/Mixed.java");
    assertThat(run.err()).isEmpty();
    assertThat(file)
        .content()
        .contains(
            "@BitUnion(bits = 448, cName = \"struct mixed\", order = BitOrder.MSB_FIRST, forms = Form.BUFFER)")
        .contains("  @Field(at = 0, bits = 2, signed = true)\n  Mode mode();")
        .contains("  @Skip(30)\n  @Field(at = 32, bits = 32, count = 6)\n  int matrix(int index);")
        .contains("  @Skip(32)\n  @Field(at = 256, bits = 64)\n  long p();")
        .contains("  interface In {\n")
        .contains("    @Field(at = 0, bits = 31, signed = true)\n    int x();")
        .contains("  @Field(at = 352)\n  In in();\n\n  /** {@code enum big}, ")
        .contains("  /** {@code enum big}, {@code BIG} 81985529216486895. */\n")
        .contains("384, bits = 64)\n  long big();")
        .contains("    @Value(-1)\n    MODE_ERROR,\n")
        .contains("    @Fallback\n    @Value(1)\n    OTHER\n");
  }

  @Test
  void namesThatJavaNeedsAreEscaped() throws IOException {
    String table =
        Tables.union(
            folder,
            "k",
            "class",
            Tables.member("default", 0, 1),
            Tables.member("toString", 1, 1),
            Tables.member("Level", 2, 2),
            Tables.member("level", 4, 2),
            Tables.member("level_bit", 6, 2),
            Tables.member("wait", 8, 1),
            Tables.member("a_b", 9, 2),
            Tables.member("aB", 11, 2),
            Tables.member("wordPlain", 13, 1));
    Run run = importing(table, "--type", "class");
    assertThat(run.err()).isEmpty();
    assertThat(folder.resolve("src/com/example/Class_.java"))
        .content()
        .contains("public interface Class_ {")
        .contains("boolean default_();")
        .contains("@Field(at = 1, bits = 1, cName = \"toString\")\n  boolean toString_();")
        .contains("@Field(at = 2, bits = 2)\n  int Level();")
        .contains("@Field(at = 4, bits = 2)\n  int level_2();")
        .contains("boolean wait_();")
        .contains("int a_b();")
        .contains("@Field(at = 11, bits = 2, cName = \"aB\")\n  int aB_2();")
        .contains("boolean wordPlain_();");
  }

  @Test
  void whatIsNotThereIsSaid() throws IOException {
    assertThat(run(ByteOrder.LITTLE_ENDIAN, "--type", "none").err())
        .endsWith("kvm.btf: no struct or union none in there\n");
    assertThat(run(ByteOrder.LITTLE_ENDIAN, "--match", "none*").err())
        .endsWith("kvm.btf: no bit-field type matches none*\n");
    assertThat(run(ByteOrder.LITTLE_ENDIAN))
        .isEqualTo(
            new Run(
                2,
                "",
                "bitunion: say which types: --type NAME or --match GLOB (see bitunion import"
                    + " --help)\n"));
  }

  private Run run(ByteOrder order, String... which) throws IOException {
    Path file = folder.resolve("kvm.btf");
    Files.write(file, Samples.everyKind(order));
    return importing(file.toString(), which);
  }

  private Run importing(String file, String... which) {
    String[] line = new String[7 + which.length];
    String[] head = {"import", "--btf", file, "--package", "com.example", "--out", folder + "/src"};
    System.arraycopy(head, 0, line, 0, 7);
    System.arraycopy(which, 0, line, 7, which.length);
    return Run.of(line);
  }
}
