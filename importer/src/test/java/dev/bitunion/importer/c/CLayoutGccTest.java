package dev.bitunion.importer.c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.Leaf;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random declarations are laid out as gcc on this machine lays them out, bit by bit. */
class CLayoutGccTest {
  private static final long SEED = 20260102;
  private static final int TYPES = 120;
  private static final String[] SCALARS = {
    "unsigned char",
    "signed char",
    "unsigned short",
    "short",
    "unsigned",
    "int",
    "unsigned long",
    "long long",
    "_Bool"
  };
  private static final int[] BITS = {8, 8, 16, 16, 32, 32, 64, 64, 1};

  @TempDir private Path folder;
  private final Random random = new Random(SEED);
  private int names;

  @Test
  void randomDeclarationsAgreeWithGcc() throws IOException, InterruptedException {
    assumeTrue(
        System.getProperty("os.arch").equals("amd64") && Files.exists(Path.of("/usr/bin/gcc")),
        "skipped: no gcc on x86-64 here");
    StringBuilder declarations = new StringBuilder();
    for (int i = 0; i < TYPES; i++) {
      String kind = random.nextInt(4) == 0 ? "union" : "struct";
      String packed = random.nextInt(3) == 0 ? " __attribute__((packed))" : "";
      declarations.append(kind).append(" t").append(i).append(" {\n");
      members(declarations, 0);
      declarations.append("}").append(packed).append(";\n");
    }
    List<CType> types =
        CLayout.read("random", declarations.toString(), Map.of(), ByteOrder.LITTLE_ENDIAN);
    List<String> ours = new ArrayList<>();
    StringBuilder probe = new StringBuilder("#include <stdio.h>\n#include <string.h>\n");
    probe.append(declarations).append(PRINTER).append("int main(void) {\n");
    for (CType type : types) {
      ours.add(type.name() + " " + type.bytes());
      probe.append("{ ").append(type.spelling()).append(" x; printf(\"").append(type.name());
      probe.append(" %zu\\n\", sizeof x);\n");
      for (Leaf leaf : type.leaves()) {
        String name = type.name() + "." + leaf.path();
        long bits = leaf.base().equals("_Bool") ? 1 : leaf.bitWidth();
        ours.add(name + " " + leaf.bitOffset() + "+" + bits);
        probe.append("memset(&x, 0, sizeof x); x.").append(leaf.path()).append(" = -1; print(\"");
        probe.append(name).append("\", (unsigned char *)&x, sizeof x);\n");
      }
      probe.append("}\n");
    }
    assertThat(String.join("\n", ours))
        .as("seed %d", SEED)
        .isEqualTo(run(probe.append("return 0; }\n").toString()));
  }

  private static final String PRINTER =
      """
      static void print(const char *name, unsigned char *x, size_t n) {
        long first = -1, bits = 0;
        for (size_t i = 0; i < 8 * n; i++)
          if (x[i / 8] >> i % 8 & 1) { if (first < 0) first = i; bits++; }
        printf("%s %ld+%ld\\n", name, first, bits);
      }
      """;

  private void members(StringBuilder to, int depth) {
    for (int n = 1 + random.nextInt(6); n > 0; n--) {
      int what = random.nextInt(10);
      int type = random.nextInt(SCALARS.length);
      if (what == 0 && depth < 2) {
        to.append(random.nextBoolean() ? "struct {\n" : "union {\n");
        members(to, depth + 1);
        to.append("} ").append(random.nextBoolean() ? "n" + names++ : "").append(";\n");
      } else if (what == 1) {
        int width = random.nextInt(BITS[type] + 1);
        to.append(SCALARS[type]).append(" : ").append(width).append(";\n");
      } else {
        boolean bitfield = what < 8;
        to.append(SCALARS[type]).append(" f").append(names++);
        to.append(bitfield ? " : " + (1 + random.nextInt(BITS[type])) : "").append(";\n");
      }
    }
    to.append("int f").append(names++).append(" : 3;\n");
  }

  private String run(String source) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("probe.c"), source);
    Path program = folder.resolve("probe");
    output("/usr/bin/gcc", "-w", "-o", program.toString(), file.toString());
    return output(program.toString()).strip();
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }
}
