package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.vcpu.Registers;

/**
 * Registers that a line gives as {@code cr0=... cr3=... cr4=... efer=...}; null where it does not.
 */
record PartialRegisters(Long cr0, Long cr3, Long cr4, Long efer) {
  /** Reads as many of the four as follow. */
  static PartialRegisters read(Words words, Symbols symbols) {
    Long cr0 = null;
    Long cr3 = null;
    Long cr4 = null;
    Long efer = null;
    for (boolean found = true; found; ) {
      Word value;
      if ((value = words.option("cr0")) != null) {
        cr0 = Flags.CR0.word(value) | Cr0Bits.ET_MASK;
      } else if ((value = words.option("cr3")) != null) {
        cr3 = symbols.address(value);
      } else if ((value = words.option("cr4")) != null) {
        cr4 = Flags.CR4.word(value);
      } else if ((value = words.option("efer")) != null) {
        efer = Flags.EFER.word(value);
      } else {
        found = false;
      }
    }
    return new PartialRegisters(cr0, cr3, cr4, efer);
  }

  /** These, and where one was not given that of {@code rest}. */
  Registers over(Registers rest) {
    return new Registers(
        cr0 == null ? rest.cr0() : cr0,
        cr3 == null ? rest.cr3() : cr3,
        cr4 == null ? rest.cr4() : cr4,
        efer == null ? rest.efer() : efer);
  }
}
