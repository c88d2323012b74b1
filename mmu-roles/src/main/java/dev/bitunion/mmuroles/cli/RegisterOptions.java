package dev.bitunion.mmuroles.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --cr0}, {@code --cr4}, {@code --efer}: what roles are computed from. */
public final class RegisterOptions {
  @Option(
      names = "--cr0",
      paramLabel = "BITS",
      description = "CR0 in hex, or its flags: PG,WP (default 0)")
  private String cr0;

  @Option(
      names = "--cr4",
      paramLabel = "BITS",
      description = "CR4 in hex, or its flags: PAE,SMEP,SMAP (default 0)")
  private String cr4;

  @Option(
      names = "--efer",
      paramLabel = "BITS",
      description = "EFER in hex, or its flags: LME,LMA,NX (default 0)")
  private String efer;

  /** Whether CR0 was given. */
  public boolean hasCr0() {
    return cr0 != null;
  }

  /** Whether CR4 was given. */
  public boolean hasCr4() {
    return cr4 != null;
  }

  /** Whether EFER was given. */
  public boolean hasEfer() {
    return efer != null;
  }

  /**
   * CR0; 0 if it was not given.
   *
   * @throws Failure with exit code 2 if it is malformed; so do the other two
   */
  public long cr0() {
    return cr0 == null ? 0 : Register.CR0.parse(cr0);
  }

  /** CR4; 0 if it was not given. */
  public long cr4() {
    return cr4 == null ? 0 : Register.CR4.parse(cr4);
  }

  /** EFER; 0 if it was not given. */
  public long efer() {
    return efer == null ? 0 : Register.EFER.parse(efer);
  }

  /** What no processor would hold: unknown bits that are ignored. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    note(notes, Register.CR0, cr0());
    note(notes, Register.CR4, cr4());
    note(notes, Register.EFER, efer());
    return notes;
  }

  /** Adds a note if a register has bits without a name. */
  static void note(List<String> notes, Register register, long value) {
    long unknown = register.unknownBits(value);
    if (unknown != 0) {
      notes.add(register + " bits 0x" + Long.toHexString(unknown) + " have no name; ignored");
    }
  }
}
