package dev.bitunion.examples;

import static dev.bitunion.examples.PageTableEntryBits.flagNames;
import static dev.bitunion.examples.PageTableEntryBits.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Against the page attributes that Linux on x86-64 uses and that its page-table dumps show. */
class PageTableEntryTest {
  @Test
  void composesTheAttributesThatLinuxUses() {
    assertThat(parse("present writable user accessed dirty")).isEqualTo(0x067L);
    assertThat(parse("present writable accessed dirty")).isEqualTo(0x063L);
    assertThat(parse("present writable accessed dirty global no_execute"))
        .isEqualTo(0x8000000000000163L);
    assertThat(parse("present user accessed")).isEqualTo(0x025L);
  }

  @Test
  void readsAnEntry() {
    long entry = 0x80000001234f5867L;

    assertThat(PageTableEntryBits.frame(entry)).isEqualTo(0x1234f5L);
    assertThat(flagNames(entry))
        .containsExactly("present", "writable", "user", "accessed", "dirty", "no_execute");
    assertThat(PageTableEntryBits.pkey(PageTableEntryBits.withPkey(entry, 15))).isEqualTo(15);
  }

  @Test
  void refusesAFrameBeyond52AddressBits() {
    assertThatThrownBy(() -> PageTableEntryBits.withFrame(0L, 1L << 40))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("frame");
  }
}
