package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.RoleMath;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where L1's tables start that translate L2's physical addresses, and what decides their form. */
final class SecondStageOptions {
  private static final long LONG_MODE_CR4 = Cr4Bits.PAE_MASK;
  private static final long LONG_MODE_EFER =
      EferBits.LME_MASK | EferBits.LMA_MASK | EferBits.NX_MASK;

  @Option(names = "--eptp", paramLabel = "HEX", description = "L1's EPT pointer")
  private String eptp;

  @Option(names = "--execonly", description = "with --eptp: execute-only entries are offered")
  private boolean execonly;

  @Option(names = "--ncr3", paramLabel = "HEX", description = "nested CR3: where L1's NPT starts")
  private String ncr3;

  @Option(
      names = "--l1-cr4",
      paramLabel = "BITS",
      description = "with --ncr3: L1's CR4 in hex, or its flags (default PAE)")
  private String cr4;

  @Option(
      names = "--l1-efer",
      paramLabel = "BITS",
      description = "with --ncr3: L1's EFER in hex, or its flags (default LME,LMA,NX)")
  private String efer;

  /** Whether there is a second stage, or it alone is walked. */
  boolean given() {
    return ept() || npt();
  }

  /** Whether it is EPT. */
  boolean ept() {
    return eptp != null;
  }

  /** Whether it is NPT. */
  boolean npt() {
    return ncr3 != null;
  }

  /** Whether its entries have 4 bytes: the NPT of an L1 in 32-bit paging. */
  boolean narrow() {
    return npt() && RoleMath.rootLevel(RoleMath.NPT_CR0, cr4(), efer()) == 2;
  }

  private long cr4() {
    return cr4 == null ? LONG_MODE_CR4 : Register.CR4.parse(cr4);
  }

  private long efer() {
    return efer == null ? LONG_MODE_EFER : Register.EFER.parse(efer);
  }

  /**
   * Refuses what does not go together.
   *
   * @throws Failure with exit code 2
   */
  void check() {
    if (eptp != null && ncr3 != null) {
      throw Failure.usage("--eptp and --ncr3 exclude each other");
    }
    if (execonly && eptp == null) {
      throw Failure.usage("--execonly needs --eptp");
    }
    if (ncr3 == null && (cr4 != null || efer != null)) {
      throw Failure.usage("--l1-cr4 and --l1-efer need --ncr3: EPT does not depend on them");
    }
  }

  /** The walker of these tables; null if none were given. */
  Walker walker(WalkSetup setup) {
    if (eptp != null) {
      return setup.ept(WordArgument.hex(eptp), execonly);
    }
    return ncr3 == null ? null : setup.npt(WordArgument.hex(ncr3), cr4(), efer());
  }

  /** What no processor would hold: unknown bits that are ignored. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    RegisterOptions.note(notes, Register.CR4, cr4());
    RegisterOptions.note(notes, Register.EFER, efer());
    return notes;
  }
}
