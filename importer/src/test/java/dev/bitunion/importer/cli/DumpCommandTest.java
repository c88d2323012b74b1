package dev.bitunion.importer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.importer.btf.Samples;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bitunion dump} and {@code list}: rows, filters, formats, exit codes. */
class DumpCommandTest {
  private static final String HEADING =
      "kernel,endian,module,root_kind,root,variant,size_bytes,path,bit_offset,bit_width,bitfield,"
          + "signed,kind,base,typedef,base_size,enum,via";

  @TempDir private Path folder;

  @Test
  void rowsCarryWhatTheFileNameSays() throws IOException {
    Run run = Run.of("dump", "--type", "union role", sample("kvm-amd-6.1.0-9.btf"));
    assertThat(run.lines())
        .containsExactly(
            HEADING,
            "6.1.0-9,LE,kvm-amd,union,role,0,4,word,0,32,0,0,INT,unsigned int,u32,4,,",
            "6.1.0-9,LE,kvm-amd,union,role,0,4,level,0,4,1,0,INT,unsigned int,,4,,aS",
            "6.1.0-9,LE,kvm-amd,union,role,0,4,direct,4,1,1,0,INT,unsigned int,,4,,aS",
            "6.1.0-9,LE,kvm-amd,union,role,0,4,,5,3,1,0,INT,unsigned int,,4,,aS");
    assertThat(run.code()).isZero();
  }

  @Test
  void jsonHasTheSameCells() throws IOException {
    Run run =
        Run.of(
            "dump",
            "--format",
            "json",
            "--match",
            "f*_t",
            "--kernel",
            "9",
            "--module",
            "m",
            sample("x"));
    assertThat(run.lines())
        .containsExactly(
            "{\"kernel\":\"9\",\"endian\":\"LE\",\"module\":\"m\",\"root_kind\":\"typedef_struct\","
                + "\"root\":\"flags_t\",\"variant\":0,\"size_bytes\":1,\"path\":\"f\","
                + "\"bit_offset\":7,\"bit_width\":1,\"bitfield\":1,\"signed\":0,\"kind\":\"BOOL\","
                + "\"base\":\"_Bool\",\"typedef\":\"\",\"base_size\":1,\"enum\":\"\",\"via\":\"\"}");
  }

  @Test
  void everyFileIsTakenAndTheHighestCodeWins() throws IOException {
    Run run = Run.of("dump", sample("a"), folder + "/none", sample("b"));
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).isEqualTo("bitunion: " + folder + "/none: no such file\n");
    assertThat(run.lines()).filteredOn(HEADING::equals).hasSize(1);
    assertThat(run.lines()).filteredOn(l -> l.contains(",b,union,role,")).hasSize(4);
  }

  @Test
  void aTypeThatIsNotThereIsSaid() throws IOException {
    String file = sample("a");
    assertThat(Run.of("dump", "--type", "nothing", file))
        .isEqualTo(new Run(3, "", "bitunion: " + file + ": no struct or union nothing in there\n"));
  }

  @Test
  void listCountsMembers() throws IOException {
    assertThat(Run.of("list", "--format", "csv", "--match", "[rm]*", sample("a")).lines())
        .containsExactly("file,kind,name,variant,bytes,members,bitfields");
    assertThat(Run.of("list", "--match", "?????", sample("a")).out())
        .isEqualTo(
            "struct mixed                                         56 bytes,    7 members,"
                + "    4 bit-fields\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "- | no command; bitunion --help lists them",
        "dump | Missing required parameter: 'FILE' (see bitunion dump --help)",
        "dump --typ x | Unknown option: '--typ' (see bitunion dump --help)",
        "dump --base a --base b f | option '--base' (FILE) should be specified only once (see"
            + " bitunion dump --help)",
      })
  void aWrongCommandLineIsOneLineAndCodeTwo(String line, String message) {
    Run run = Run.of(line == null ? new String[0] : line.split(" "));
    assertThat(run).isEqualTo(new Run(2, "", "bitunion: " + message + "\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "vmlinux-6.1.0-56-amd64.btf.gz, layout-6.1.0-56-amd64.csv.gz, vmlinux, 167",
    "vmlinux-6.12.107+deb13-s390x.btf.gz, layout-6.12.107+deb13-s390x.csv.gz, vmlinux, 176",
    "kvm-6.1.0-56-amd64.btf.gz, layout-6.1.0-56-amd64.csv.gz, kvm, 1",
    "kvm-intel-6.1.0-56-amd64.btf.gz, layout-6.1.0-56-amd64.csv.gz, kvm-intel, 1",
  })
  void wholeKernelsEqualTheirTables(String raw, String table, String module, int types)
      throws IOException {
    List<String> wanted =
        Shared.lines(Shared.btf(table)).stream()
            .filter(l -> l.split(",")[2].equals(module))
            .toList();
    Path file = Shared.btf("raw/" + raw);
    Run run =
        module.equals("vmlinux")
            ? Run.of("dump", file.toString())
            : Run.of(
                "dump",
                "--base",
                Shared.btf("raw/vmlinux-6.1.0-56-amd64.btf.gz").toString(),
                file.toString());
    assertThat(wanted.stream().map(DumpCommandTest::type).distinct()).hasSize(types);
    List<String> names = wanted.stream().map(DumpCommandTest::type).distinct().toList();
    assertThat(run.lines().stream().filter(l -> names.contains(type(l))).toList())
        .isEqualTo(wanted);
  }

  private static String type(String row) {
    return String.join(",", List.of(row.split(",", 7)).subList(0, 6));
  }

  private String sample(String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.write(file, Samples.everyKind(ByteOrder.LITTLE_ENDIAN)).toString();
  }
}
