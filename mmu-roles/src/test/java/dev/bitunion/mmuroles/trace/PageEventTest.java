package dev.bitunion.mmuroles.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.role.PageRoleBits;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageEventTest {
  private static final long SEED = 514;
  private static final String[] ACCESS = {"---", "--x", "w--", "w-x", "-u-", "-ux", "wu-", "wux"};

  private final PageEvent page = new PageEvent();

  private boolean decode(String line) {
    EventLine event = Lines.parse(line);
    return event != null && page.decode(event);
  }

  @Test
  void rawFieldsAreDecoded() {
    assertThat(
            decode(
                Lines.raw(
                    "kvm_mmu_get_page",
                    "mmu_valid_gen=1 gfn=1048064 role=4278192017 root_count=12 unsync=1"
                        + " created=0")))
        .isTrue();
    assertThat(page.hidden()).isFalse();
    assertThat(page.generation()).isEqualTo(1);
    assertThat(page.gfn()).isEqualTo(1048064);
    assertThat(page.role()).isEqualTo(0xff000791);
    assertThat(page.rootCount()).isEqualTo(12);
    assertThat(page.unsync()).isTrue();
    assertThat(page.created()).isFalse();
  }

  @Test
  void theLargestFrameNumberIsExactAndALargerOneIsRefused() {
    long most = 0xf_ffff_ffff_ffffL;
    assertThat(decode(Lines.get(most, 0x791, true))).isTrue();
    assertThat(page.gfn()).isEqualTo(most);
    assertThat(decode(Lines.get(most + 1, 0x791, true))).isFalse();
    assertThat(decode(Lines.get(1, 0x791, true).replace("role=1937", "role=4294967296"))).isFalse();
  }

  @Test
  void fieldsMayBeSpacedAndOrderedOtherwiseAndNewOnesAreSkipped() {
    assertThat(
            decode(
                Lines.raw(
                    "kvm_mmu_get_page",
                    "created=1 unsync=0 tdp_mmu_page=1 gfn=7  role=1937 root_count=0"
                        + " mmu_valid_gen=12")))
        .isTrue();
    assertThat(page.gfn()).isEqualTo(7);
    assertThat(page.generation()).isEqualTo(12);
    assertThat(page.created()).isTrue();
  }

  @Test
  void textIsDecodedAndItsHiddenFieldsAreZero() {
    Random random = new Random(SEED);
    int printed =
        PageRoleBits.FIELD_BITS
            & ~PageRoleBits.CR0_WP_MASK
            & ~PageRoleBits.SMEP_ANDNOT_WP_MASK
            & ~PageRoleBits.SMAP_ANDNOT_WP_MASK
            & ~PageRoleBits.GUEST_MODE_MASK
            & ~PageRoleBits.SMM_MASK;
    for (int round = 0; round < 2_000; round++) {
      int role = random.nextInt() & printed;
      long gfn = random.nextLong() & 0xf_ffff_ffff_ffffL;
      boolean unsync = random.nextBoolean();
      boolean created = random.nextBoolean();
      String text = text(gfn, role, round, unsync) + (created ? " new" : " existing");
      assertThat(decode("a-1 [0] .... 1.0: kvm_mmu_get_page: " + text)).as(text).isTrue();
      assertThat(page.hidden()).isTrue();
      assertThat(page.gfn()).isEqualTo(gfn);
      assertThat(page.role()).as(text).isEqualTo(role);
      assertThat(page.rootCount()).isEqualTo(round);
      assertThat(page.unsync()).isEqualTo(unsync);
      assertThat(page.created()).isEqualTo(created);
    }
  }

  /** The format of the tracepoint, field by field. */
  private static String text(long gfn, int role, int rootCount, boolean unsync) {
    return String.format(
        "sp gen %d gfn %x l%d %d-byte q%d%s %s%s %snxe %sad root %d %s",
        1,
        gfn,
        PageRoleBits.level(role),
        PageRoleBits.gpte_is_8_bytes(role) ? 8 : 4,
        PageRoleBits.quadrant(role),
        PageRoleBits.direct(role) ? " direct" : "",
        ACCESS[PageRoleBits.access(role)],
        PageRoleBits.invalid(role) ? " invalid" : "",
        PageRoleBits.efer_nx(role) ? "" : "!",
        PageRoleBits.ad_disabled(role) ? "!" : "",
        rootCount,
        unsync ? "unsync" : "sync");
  }

  @Test
  void theKernelMayPrintANulBehindThePage() {
    String zap = "a-1 [0] .... 1.0: kvm_mmu_prepare_zap_page: " + text(1, 0x711, 0, false);
    assertThat(decode(zap + "\0")).isTrue();
    assertThat(decode(zap)).isTrue();
  }

  @Test
  void anEventThatIsCutAnywhereIsNotTakenForAnother() {
    String[] lines = {
      Lines.get(1048064, 0x791, true),
      Lines.zap(512, 0x2702, 0, true),
      "a-1 [0] .... 1.0: kvm_mmu_get_page: " + text(0x200, 0x711, 0, false) + " new",
      "a-1 [0] .... 1.0: kvm_mmu_prepare_zap_page: " + text(0x200, 0x711, 0, true),
    };
    for (String line : lines) {
      assertThat(decode(line)).isTrue();
      for (int length = line.indexOf("kvm"); length < line.length(); length++) {
        assertThat(decode(line.substring(0, length))).as(line.substring(0, length)).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mmu_valid_gen=0 gfn=-1 role=1937 root_count=0 unsync=0 created=1",
        "mmu_valid_gen=0 gfn=1 role=1937 root_count=0 unsync=2 created=1",
        "mmu_valid_gen=0 gfn=1 role= root_count=0 unsync=0 created=1",
        "mmu_valid_gen=0 gfn=1 role=1937 root_count=0 unsync=0",
        "gfn=1 role=1937 root_count=99999999999 unsync=0 created=1",
        "sp gen 0 gfn xyz l1 8-byte q0 wux nxe ad root 0 sync new",
        "sp gen 0 gfn 1 l1 6-byte q0 wux nxe ad root 0 sync new",
        "sp gen 0 gfn 1 l1 8-byte q0 uwx nxe ad root 0 sync new",
        "sp gen 0 gfn 1 l1 8-byte q0 wux nxe ad root 0 sync newer",
        "sp gen 0 gfn fffffffffffffffff l1 8-byte q0 wux nxe ad root 0 sync new",
      })
  void aMalformedPayloadIsRefused(String payload) {
    assertThat(decode(Lines.raw("kvm_mmu_get_page", payload))).isFalse();
  }
}
