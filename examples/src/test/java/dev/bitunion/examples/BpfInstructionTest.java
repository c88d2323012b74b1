package dev.bitunion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * Against the instruction that RFC 9669 lists byte by byte in section 3, and the encoding of exit.
 */
class BpfInstructionTest {
  @Test
  void readsTheInstructionOfTheRfc() {
    byte[] code = HexFormat.of().parseHex("0701000044332211" + "9500000000000000");
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    assertThat(BpfInstructionArray.opcode(code, 0, order)).isEqualTo(0x07);
    assertThat(BpfInstructionArray.dstReg(code, 0, order)).isEqualTo(1);
    assertThat(BpfInstructionArray.srcReg(code, 0, order)).isZero();
    assertThat(BpfInstructionArray.imm(code, 0, order)).isEqualTo(0x11223344);
    assertThat(BpfInstructionArray.opcode(code, 8, order)).isEqualTo(0x95);
  }

  @Test
  void jumpsBackwards() {
    long[] program = {0};
    BpfInstructionArray.setOpcode(program, 0, 0x05);
    BpfInstructionArray.setOffset(program, 0, -1);
    BpfInstructionArray.setImm(program, 0, -5);

    assertThat(program[0]).isEqualTo(0xffff_fffb_ffff_0005L);
    assertThat(BpfInstructionArray.offset(program, 0)).isEqualTo(-1);
    assertThat(BpfInstructionBits.toString(program[0]))
        .isEqualTo("opcode=5 dst_reg=0 src_reg=0 offset=-1 imm=-5");
  }
}
