package dev.bitunion.examples;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Form;

/** An instruction of BPF, as a little-endian 64-bit word (RFC 9669, section 3). */
@BitUnion(
    bits = 64,
    forms = {Form.VALUE, Form.ARRAY})
public interface BpfInstruction {
  /** Class in the low three bits, operation above. */
  @Field(bits = 8)
  int opcode();

  /** Register that is changed. */
  @Field(bits = 4)
  int dstReg();

  /** Register that is read. */
  @Field(bits = 4)
  int srcReg();

  /** Distance of a jump in instructions, or of memory in bytes. */
  @Field(bits = 16, signed = true)
  int offset();

  /** A constant. */
  @Field(bits = 32, signed = true)
  int imm();
}
