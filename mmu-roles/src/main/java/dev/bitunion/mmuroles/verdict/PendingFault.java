package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.arch.ExitQualificationBits;
import dev.bitunion.mmuroles.arch.PageFaultErrorBits;

/** A fault that the vCPU left its guest for, until the walk that serves it. */
final class PendingFault {
  /** Bits of an error code that a walk passes on and prints. */
  private static final long SHOWN = 0xffff_ffffL;

  /** What an EPT violation's entries allowed: with any of it, something was present. */
  private static final long ALLOWED =
      ExitQualificationBits.R_MASK | ExitQualificationBits.W_MASK | ExitQualificationBits.X_MASK;

  private long address;
  private long error;
  private boolean pending;

  /**
   * kvm_page_fault.
   *
   * @param withError its error code; of an EPT violation the exit qualification
   */
  void set(long at, long withError) {
    address = at;
    error = withError;
    pending = true;
  }

  void drop() {
    pending = false;
  }

  /** Whether a walk serves the fault; the emulator's walks are for other accesses. */
  boolean take(long walked, long access) {
    long shown = access & SHOWN;
    boolean serves =
        pending
            && address == walked
            && (shown == (PageFaultErrorBits.withRsvd(error, false) & SHOWN)
                || ExitQualificationBits.glaValid(error) && shown == ofViolation(error));
    pending &= !serves;
    return serves;
  }

  /** The error code that KVM makes of an EPT violation, as far as its walk prints it. */
  private static long ofViolation(long qualification) {
    long code = PageFaultErrorBits.withUser(0, ExitQualificationBits.read(qualification));
    code = PageFaultErrorBits.withWrite(code, ExitQualificationBits.write(qualification));
    code = PageFaultErrorBits.withFetch(code, ExitQualificationBits.fetch(qualification));
    return PageFaultErrorBits.withPresent(code, (qualification & ALLOWED) != 0);
  }
}
