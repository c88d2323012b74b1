package dev.bitunion.mmuroles.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 6.1's roles against what probes on a 6.1 kernel printed, and the way of words in and out. */
class KernelRolesTest {
  private static final RoleModel V6_1 = RoleModel.of(KernelVersion.V6_1);
  private static final KernelWords WORDS = V6_1.words();

  static List<String> seen() throws IOException {
    try (InputStream in = KernelRolesTest.class.getResourceAsStream("/roles/roles-6.1.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("context"))
          .toList();
    }
  }

  private static long role(String context, long[] in) {
    int hflags = (int) in[3];
    return switch (context) {
      case "shadow" -> V6_1.shadowRoot(in[0], in[1], in[2], hflags);
      case "tdp4" -> V6_1.tdpRoot(in[0], in[1], in[2], hflags, 4, false);
      case "tdp5" -> V6_1.tdpRoot(in[0], in[1], in[2], hflags, 5, false);
      case "npt" -> V6_1.shadowNpt(in[1], in[2], hflags, 4);
      case "nested" -> V6_1.nested(in[0], in[1], in[2], hflags);
      default -> throw new AssertionError(context);
    };
  }

  private static int pages(String context, long role) {
    return switch (context) {
      case "shadow" -> V6_1.shadowPages(role);
      case "tdp4" -> V6_1.tdpPages(role, 4, false);
      case "tdp5" -> V6_1.tdpPages(role, 5, false);
      case "npt" -> V6_1.nptPages(role, 4, 4);
      case "nested" -> 0;
      default -> throw new AssertionError(context);
    };
  }

  @ParameterizedTest
  @MethodSource("seen")
  void rolesAreThoseThatTheKernelPrinted(String row) {
    String[] cells = row.split(",");
    long[] numbers =
        Stream.of(cells)
            .skip(1)
            .mapToLong(c -> Long.parseUnsignedLong(c.substring(2), 16))
            .toArray();
    long role = role(cells[0], Arrays.copyOf(numbers, 4));
    assertThat(WORDS.context(role)).isEqualTo(numbers[4]);
    assertThat(WORDS.page(pages(cells[0], role))).isEqualTo((int) numbers[5]);
    assertThat(WORDS.ownContext(numbers[4])).isEqualTo(role);
  }

  @Test
  void wordsGoInAndOutUnchanged() {
    long seed = 61;
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      int page = random.nextInt();
      assertThat(WORDS.ownPage(WORDS.page(page))).as("seed " + seed).isEqualTo(page);
      long cr0 = PageRoleBits.direct(page) ? RoleMath.CR0_ROLE_BITS : RoleMath.NPT_CR0 & page;
      boolean lma = random.nextBoolean();
      long cr4 = random.nextInt() & RoleMath.CR4_ROLE_BITS | (lma ? 0x20 : 0);
      long efer = random.nextInt() & 0x800 | (lma ? 0x500 : 0);
      long role = V6_1.nested(cr0, cr4, efer, random.nextInt() & 0x60);
      assertThat(WORDS.ownContext(WORDS.context(role))).as("seed " + seed).isEqualTo(role);
    }
    long ept = V6_1.shadowEpt(0x105e, true, 0);
    assertThat(WORDS.ownContext(WORDS.context(ept))).isEqualTo(ept);
    assertThat(WORDS.context(0)).isZero();
    assertThat(WORDS.page(0)).isZero();
    KernelWords first = KernelWords.of(KernelVersion.V5_14);
    assertThat(first.areThoseOf514()).isTrue();
    assertThat(first.context(0xd00003714L)).isEqualTo(0xd00003714L);
  }

  @Test
  void differencesHaveTheKernelsNames() {
    int pae = V6_1.shadowPages(V6_1.shadowRoot(0x80010000L, 0x20, 0, 0));
    int shortEntries = V6_1.shadowPages(V6_1.shadowRoot(0x80010000L, 0, 0, 0));
    assertThat(WORDS.pageDiff(pae, shortEntries)).contains("has_4_byte_gpte");
    long now = V6_1.nested(0x80010000L, 0x20, 0x500, 0);
    long then = V6_1.nested(0x80010000L, 0x30, 0, 0);
    assertThat(WORDS.contextDiff(then, now)).contains("level").contains("efer_lma").contains("pse");
    assertThat(WORDS.contextDiff(now, now)).isEmpty();
  }

  /** Only with five levels of NPT in the host, which no trace shows. */
  @Test
  void aRootAboveA4LevelNptIsMarked() {
    long role = V6_1.shadowNpt(0x20, 0x500, 0, 5);
    assertThat(WORDS.page(V6_1.nptPages(role, 5, 4))).isEqualTo(0x00060705);
    assertThat(WORDS.page(V6_1.nptPages(role, 5, 5))).isEqualTo(0x00020705);
  }
}
