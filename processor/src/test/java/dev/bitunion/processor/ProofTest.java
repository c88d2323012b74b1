package dev.bitunion.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A C compiler confirms layouts that are right, and only those. */
class ProofTest {
  private static final String DEVICE =
      """
      package demo;
      import dev.bitunion.*;
      @CProof(type = "struct device", includes = "device.h")
      @BitUnion(abi = Abi.SYSV, forms = Form.BUFFER)
      interface Device {
        @Field(type = CType.U8) int kind();
        @Field(bits = 5, type = CType.U32) int mode();
        @Field(bits = 3, type = CType.S32) int level();
        @Field(bits = 1, type = CType.BOOL) boolean on();
        @Field(type = CType.U16, count = 3) int speed(int index);
        @Skip(value = 4, type = CType.U64) @Field(bits = 37, type = CType.U64) long id();
        @View interface Ir {
          @Field(bits = 15, type = CType.U32) int index();
          @Field(bits = 17, type = CType.U32) int handle();
        }
        @Field Ir ir();
      }
      """;
  private static final String HEADER =
      """
      #include <stdbool.h>
      #include <stdint.h>
      struct device {
        uint8_t kind;
        uint32_t mode : 5;
        int32_t level : 3;
        bool on : 1;
        uint16_t speed[3];
        uint64_t : 4;
        uint64_t id : 37;
        struct { uint32_t index : 15; uint32_t handle : 17; } ir;
      };
      """;

  @TempDir Path folder;

  @Test
  void theCompilerConfirmsWhatIsRight() throws Exception {
    assertThat(proof(HEADER)).isEqualTo("0: 10 members of struct device, 0 elsewhere\n");
  }

  @Test
  void theProgramFindsMembersElsewhere() throws Exception {
    String swapped =
        HEADER
            .replace("uint32_t mode : 5;", "")
            .replace("int32_t level : 3;", "int32_t level : 3; uint32_t mode : 5;");

    assertThat(proof(swapped))
        .isEqualTo(
            "1: mode is elsewhere in C\nlevel is elsewhere in C\n"
                + "10 members of struct device, 2 elsewhere\n");
  }

  @Test
  void anotherSizeDoesNotCompile() throws Exception {
    String longer = HEADER.replace("} ir;", "} ir; uint64_t more;");

    assertThat(proof(longer)).contains("static assertion failed", "the size of struct device");
  }

  private String proof(String header) throws IOException, InterruptedException {
    assumeTrue(hasGcc(), "skipped: no gcc on the path");
    List<String> options =
        List.of("--release", "17", "-classpath", System.getProperty("java.class.path"));
    Map<String, String> code = Map.of("demo/Device.java", DEVICE);
    Path classes =
        OnDisk.compile(ToolProvider.getSystemJavaCompiler(), folder, code, options).ok().classes();
    Files.writeString(folder.resolve("device.h"), header);
    String source = classes.resolve("demo/DeviceProof.c").toString();
    String program = folder.resolve("proof").toString();
    Result compiled = run("gcc", "-Wall", "-Werror", "-I", folder + "", "-o", program, source);
    if (compiled.code() != 0) {
      return compiled.text();
    }
    Result result = run(program);
    return result.code() + ": " + result.text();
  }

  private record Result(int code, String text) {}

  private static Result run(String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), text);
  }

  private static boolean hasGcc() {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(folder, "gcc"))) {
        return true;
      }
    }
    return false;
  }
}
