package dev.bitunion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Against the flat segments that operating systems load, known from every dump of a GDT. */
class SegmentDescriptorTest {
  @Test
  void readsTheFlatSegmentsOfLinux() {
    long code = 0x00af9b000000ffffL;

    assertThat(SegmentDescriptorBits.base(code)).isZero();
    assertThat(SegmentDescriptorBits.limit(code)).isEqualTo(0xfffff);
    assertThat(SegmentDescriptorBits.type(code)).isEqualTo(0xb);
    assertThat(SegmentDescriptorBits.flagNames(code))
        .containsExactly("non_system", "present", "long_mode", "granularity");
    assertThat(SegmentDescriptorBits.dpl(0x00cff3000000ffffL)).isEqualTo(3);
    assertThat(SegmentDescriptorBits.big(0x00cff3000000ffffL)).isTrue();
  }

  @Test
  void spreadsBaseAndLimit() {
    long word = SegmentDescriptorBits.withBase(0, 0x89abcdef);

    assertThat(word).isEqualTo(0x8900_00ab_cdef_0000L);
    assertThat(SegmentDescriptorBits.withLimit(0, 0x56789)).isEqualTo(0x0005_0000_0000_6789L);
    assertThat(SegmentDescriptorBits.base(word)).isEqualTo(0x89abcdef);
  }
}
