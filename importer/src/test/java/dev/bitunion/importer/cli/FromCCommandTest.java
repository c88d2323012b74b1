package dev.bitunion.importer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bitunion from-c}: comments, padding, patches, and where an error stands. */
class FromCCommandTest {
  private static final String ROLE =
      """
      /**
       * union my_role - which page
       * @level: how high
       */
      union my_role {
      	u32 word;
      	struct {
      		unsigned level : 4; /* 1 to 5 */
      		/* What may be done. */
      		unsigned access : 3;
      		unsigned : 1;
      		unsigned smm : 8;
      	};
      };
      """;

  @TempDir private Path folder;

  @Test
  void commentsAndPaddingAreKept() throws IOException {
    Run run = Run.of("from-c", file(ROLE));
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            " * <p>union my_role - which page\n */\n@BitUnion(bits = 32, cName = \"union my_role\")\n")
        .contains(
            "   * <p>how high\n   * 1 to 5\n   */\n  @Field(at = 0, bits = 4)\n  int level();")
        .contains("   * <p>What may be done.\n")
        .contains("  @Skip(1)\n  @Field(at = 8, bits = 8)\n  int smm();\n")
        .contains("  @Raw(bits = 32)\n  int word_();\n");
  }

  @Test
  void aPatchIsReadAsWhatItLeadsTo() throws IOException {
    String patch =
        """
        @@ -1,6 +1,6 @@
         union my_role {
         	struct {
        -		unsigned access : 3;
        +		unsigned access : 4;
         		unsigned smm : 8;
         	};
         };
        """;
    assertThat(Run.of("from-c", "--format", "csv", file(patch)).lines())
        .filteredOn(l -> l.contains(",access,"))
        .singleElement()
        .asString()
        .contains("access,0,4,1,0,INT");
  }

  /** The second member of the union lies over the first, so it does not move the sequence. */
  @Test
  void aGapBehindViewsIsCountedFromTheFirstOfThem() throws IOException {
    String text =
        """
        struct definition {
        	unsigned char kind;
        	unsigned char scope;
        	union {
        		struct { unsigned short id; } start;
        		struct { unsigned short number; unsigned char a : 1; unsigned char size; } write;
        	};
        	unsigned long long last : 64;
        };
        """;
    assertThat(Run.of("from-c", file(text)).out())
        .contains("  @Field(at = 16)\n  Write write();\n")
        .contains("  @Skip(32)\n  @Field(at = 64, bits = 64)\n  long last();\n");
  }

  @Test
  void interfacesAreWrittenWhereTheyBelong() throws IOException {
    Run run =
        Run.of("from-c", "--package", "a.b", "--out", folder.resolve("src").toString(), file(ROLE));
    Path written = folder.resolve("src/a/b/MyRole.java");
    assertThat(run.out()).isEqualTo("union my_role: " + written + "\n");
    assertThat(written).content().startsWith("package a.b;\n\nimport dev.bitunion.BitUnion;\n");
  }

  @Test
  void typedefsMacrosEnumsAndBigEndianAreUnderstood() throws IOException {
    String text =
        """
        #define WIDTH 5
        enum mode { OFF, ON = 0x2 };
        typedef struct {
          my_id id : WIDTH;
          enum mode mode : 2;
        } flags_t;
        """;
    Run run = Run.of("from-c", "--typedef", "my_id=u16", "--big-endian", file(text));
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("{@code flags_t}: 4 bytes, big-endian")
        .contains("@BitUnion(bits = 32, cName = \"flags_t\", order = BitOrder.MSB_FIRST)")
        .contains("  @Field(at = 0, bits = 5)\n  int id();")
        .contains("  @Field(at = 5, bits = 2)\n  Mode mode();")
        .contains("    @Value(2)\n    ON,\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "struct x { foo a; };       | 1:12: type foo is not known; say --typedef foo=u32",
        "struct x { int a : 33; };  | 1:20: a bit-field of 33 bits in a type of 32",
        "struct x { int a : 0; };   | 1:20: a bit-field of 0 bits in a type of 32",
        "struct x { int a : N; };   | 1:20: expected the bit-field's width, a number, found 'N'",
        "struct x { int a : 4       | 1:21: expected ;, found the end",
        "struct x {                 | 1:11: the closing brace is missing",
        "int x;                     | 1:1: expected struct, union or enum, found 'int'",
        "struct x { int (*f)(int);} | 1:16: function pointers are not understood; write void *",
        "struct x { struct y z; };  | 1:21: the size of struct y is not known; paste its"
            + " declaration, too",
        "struct x { float f : 3; }; | 1:22: only an integer can be a bit-field",
        "struct x { int a; }        | 1:20: expected ;, found the end",
        "struct x { int `a; };      | 1:16: '`' means nothing in a declaration",
        "/* struct                  | 1:1: this comment does not end",
        "#ifdef X                   | 1:1: #ifdef is not evaluated; paste the branch that is"
            + " compiled",
        "struct x { int a; } __attribute__((aligned(8))); | 1:21: attributes that align are not"
            + " understood",
      })
  void anErrorStandsAtItsLineAndColumn(String text, String message) throws IOException {
    String file = file(text + "\n");
    assertThat(Run.of("from-c", file))
        .isEqualTo(new Run(3, "", "bitunion: " + file + ":" + message + "\n"));
  }

  @Test
  void aWrongPackageIsAWrongCommandLine() throws IOException {
    assertThat(Run.of("from-c", "--package", "a.class", file(ROLE)))
        .isEqualTo(
            new Run(
                2,
                "",
                "bitunion: \"a.class\" is not the name of a package (see bitunion from-c"
                    + " --help)\n"));
  }

  private String file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "text", ".h"), text).toString();
  }
}
