package dev.bitunion.mmuroles.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.role.PageRoleBits;
import org.junit.jupiter.api.Test;

/** The verdicts that name a word, or say what a role has, are looked up in the words themselves. */
class CommentBulletTest {
  @Test
  void thePageOfASplitLargePageHasQuadrantAnd8ByteEntries() {
    int role = 0x27b1;
    assertThat(CommentBullet.QUADRANT.verdict()).contains("0x000027b1");
    assertThat(PageRoleBits.direct(role)).isTrue();
    assertThat(PageRoleBits.quadrant(role)).isEqualTo(1);
    assertThat(PageRoleBits.gpte_is_8_bytes(role)).isTrue();
  }

  @Test
  void thePageRoleHasNoExeconly() {
    assertThat(RoleField.PAGE_ROLE.stream().map(RoleField::name))
        .contains("ad_disabled")
        .doesNotContain("execonly");
  }
}
