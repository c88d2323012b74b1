package dev.bitunion.importer.cli;

import static dev.bitunion.importer.cli.Tables.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.BitUnion;
import dev.bitunion.importer.btf.Samples;
import dev.bitunion.processor.BitUnionProcessor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Import, compile, {@code bitunion verify}: the round closes, and drift is seen. */
class VerifyCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
  void whatWasImportedAgrees(String order) throws Exception {
    boolean big = order.startsWith("B");
    byte[] types = Samples.everyKind(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    String btf = Files.write(folder.resolve("kvm.btf"), types).toString();
    compile(btf, "*");
    assertThat(Run.of("verify", "--btf", btf, classes()))
        .isEqualTo(new Run(0, "4 unions, 4 agree, 0 differ; 0 without a cName\n", ""));
  }

  @Test
  void driftIsShownFieldByField() throws Exception {
    String old =
        Tables.union(
            folder,
            "6.1",
            "role",
            member("level", 0, 4),
            member("access", 8, 3),
            member("invalid", 11, 1),
            member("smep", 12, 1));
    String now =
        Tables.union(
            folder,
            "7.2",
            "role",
            member("level", 0, 4),
            member("access", 8, 4),
            member("invalid", 12, 1),
            member("smm", 24, 8));
    compile(old, "role");
    assertThat(Run.of("verify", "--btf", old, classes()).code()).isZero();
    assertThat(Run.of("verify", "--btf", now, classes()))
        .isEqualTo(
            new Run(
                1,
                """
                example.Role (union role) differs:
                  access: bits 8-10 in Java, bits 8-11 in C
                  invalid: bit 11 in Java, bit 12 in C
                  smep is in Java, not in C
                  smm is in C (bits 24-31), not in Java
                1 unions, 0 agree, 1 differ; 0 without a cName
                """,
                ""));
  }

  @Test
  void aTypeThatIsNotThereIsADifference() throws Exception {
    String role = Tables.union(folder, "6.1", "role", member("level", 0, 4));
    String other = Tables.union(folder, "7.2", "other", member("level", 0, 4));
    compile(role, "role");
    assertThat(Run.of("verify", "--btf", other, classes()).out())
        .contains("  no such type in " + other + "\n");
  }

  @Test
  void whatHoldsNoUnionIsSaid() throws IOException {
    String role = Tables.union(folder, "6.1", "role", member("level", 0, 4));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(Run.of("verify", "--btf", role, empty.toString()))
        .isEqualTo(
            new Run(
                3, "", "bitunion: " + empty + ": no compiled @BitUnion with a cName in there\n"));
    Path broken = Files.writeString(folder.resolve("Broken.class"), "no class");
    assertThat(Run.of("verify", "--btf", role, broken.toString()).err())
        .startsWith("bitunion: " + broken + ": this is no class file, or a damaged one\n");
  }

  private String classes() {
    return folder.resolve("classes").toString();
  }

  /** Imports types and compiles them, warnings being errors. */
  private void compile(String file, String glob) throws IOException, URISyntaxException {
    Path source = folder.resolve("src");
    Run run =
        Run.of(
            "import",
            "--btf",
            file,
            "--match",
            glob,
            "--package",
            "example",
            "--out",
            source.toString());
    assertThat(run.err()).isEmpty();
    Files.createDirectories(Path.of(classes()));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path annotations =
        Path.of(BitUnion.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.list(source.resolve("example"))) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null,
              files,
              null,
              List.of(
                  "-d",
                  classes(),
                  "-cp",
                  annotations.toString(),
                  "-Werror",
                  "-Xlint:all,-processing"),
              null,
              files.getJavaFileObjects(sources.toArray(Path[]::new)));
      task.setProcessors(List.of(new BitUnionProcessor()));
      assertThat(task.call()).isTrue();
    }
  }
}
