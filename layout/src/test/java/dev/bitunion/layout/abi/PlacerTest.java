package dev.bitunion.layout.abi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.bitunion.layout.BitOrder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Offsets, sizes and alignments that gcc gave to random structs. */
class PlacerTest {

  private static final Path WHOLE =
      Path.of("../../shared/data/clayout/random_abi.jsonl.gz").normalize();

  @Test
  void placesAnExtractOfGccsStructsAsGccDid() throws IOException {
    try (InputStream in = PlacerTest.class.getResourceAsStream("/clayout/random_abi.jsonl")) {
      assertThat(differences(in)).isEmpty();
    }
  }

  @Test
  void placesAllOfGccsRandomStructsAsGccDid() throws IOException {
    assumeTrue(Files.exists(WHOLE), "skipped: no " + WHOLE);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(WHOLE))) {
      assertThat(differences(in)).isEmpty();
    }
  }

  @Test
  void linearKnowsNeitherTypesNorAlignment() {
    Placer placer = new Placer(Abi.LINEAR);
    assertThat(placer.place(CMember.bitField(8, 7))).isZero();
    assertThat(placer.place(CMember.bitField(64, 50))).isEqualTo(7);
    assertThat(placer.place(CMember.ordinary(32, 32))).isEqualTo(57);
    assertThat(placer.size()).isEqualTo(89);
    assertThat(placer.alignment()).isEqualTo(8);
  }

  @Test
  void anOverlaidMemberCountsForSizeAndAlignmentOnly() {
    Placer placer = new Placer(Abi.SYSV);
    placer.place(CMember.ordinary(8, 8));
    placer.cover(64, 32);
    assertThat(placer.place(CMember.ordinary(8, 8))).isEqualTo(8);
    assertThat(placer.size()).isEqualTo(64);
    assertThat(placer.alignment()).isEqualTo(32);
  }

  @Test
  void aStatedOffsetContinuesTheSequenceThere() {
    Placer placer = new Placer(Abi.MSVC);
    placer.place(CMember.bitField(32, 3));
    placer.moveTo(8);
    assertThat(placer.place(CMember.bitField(32, 3))).isEqualTo(8);
    placer.moveTo(64);
    assertThat(placer.place(CMember.bitField(32, 3))).isEqualTo(64);
    assertThat(placer.size()).isEqualTo(96);
  }

  @Test
  void bigEndianPositionsCountFromTheTop() {
    assertThat(BitOrder.LSB_FIRST.shift(3, 5, 32)).isEqualTo(3);
    assertThat(BitOrder.MSB_FIRST.shift(3, 5, 32)).isEqualTo(24);
  }

  @Test
  void whatCCannotDeclareIsRejected() {
    assertThatThrownBy(() -> CMember.bitField(8, 9)).hasMessageContaining("9 bits in type of 8");
    assertThatThrownBy(() -> CMember.bitField(8, 0)).hasMessageContaining("0 bits");
    assertThatThrownBy(() -> CMember.ordinary(8, 12)).hasMessageContaining("alignment 12");
  }

  private static List<String> differences(InputStream in) throws IOException {
    List<String> differences = new ArrayList<>();
    int structs = 0;
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      compare(JsonParser.parseString(line).getAsJsonObject(), differences);
      structs++;
    }
    assertThat(structs).isPositive();
    return differences;
  }

  private static void compare(JsonObject struct, List<String> differences) {
    Placer placer = new Placer(abi(struct.get("variant").getAsString()));
    Map<String, Long> offsets = new HashMap<>();
    for (JsonElement element : struct.getAsJsonArray("decl")) {
      JsonObject member = element.getAsJsonObject();
      long offset = placer.place(member(member));
      if (!member.get("name").isJsonNull()) {
        offsets.put(member.get("name").getAsString(), offset + valueBit(struct, member));
      }
    }
    String id = struct.get("id").getAsString();
    for (JsonElement element : struct.getAsJsonArray("fields")) {
      JsonObject field = element.getAsJsonObject();
      String path = field.get("path").getAsString();
      check(id + "." + path, field.get("bit").getAsLong(), offsets.get(path), differences);
    }
    check(id + " size", struct.get("size").getAsLong() * 8, placer.size(), differences);
    check(id + " align", struct.get("align").getAsLong() * 8, placer.alignment(), differences);
  }

  /** A plain _Bool is a byte whose least significant bit holds the value: the last one in BE. */
  private static int valueBit(JsonObject struct, JsonObject member) {
    boolean plainBool =
        member.get("ctype").getAsString().equals("_Bool") && member.get("bits").isJsonNull();
    return plainBool && struct.get("variant").getAsString().endsWith("be_sso") ? 7 : 0;
  }

  private static void check(String what, long gcc, long ours, List<String> differences) {
    if (gcc != ours) {
      differences.add(what + ": gcc " + gcc + ", here " + ours);
    }
  }

  private static CMember member(JsonObject member) {
    int type = typeBits(member.get("ctype").getAsString());
    if (member.get("bits").isJsonNull()) {
      return CMember.ordinary(type, type);
    }
    int width = member.get("bits").getAsInt();
    return member.get("name").isJsonNull()
        ? CMember.unnamed(type, width)
        : CMember.bitField(type, width);
  }

  private static int typeBits(String type) {
    return switch (type) {
      case "_Bool", "signed char", "unsigned char" -> 8;
      case "short", "unsigned short" -> 16;
      case "int", "unsigned int" -> 32;
      case "long long", "unsigned long long" -> 64;
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static Abi abi(String variant) {
    return switch (variant) {
      case "sysv", "be_sso" -> Abi.SYSV;
      case "packed", "packed_be_sso" -> Abi.PACKED;
      case "ms" -> Abi.MSVC;
      default -> throw new IllegalArgumentException(variant);
    };
  }
}
