package dev.bitunion.mmuroles.check.reuse;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import java.util.ArrayList;
import java.util.List;

/**
 * One access of a guest.
 *
 * @param address where
 * @param how an error code of which W, U and F count
 * @param ac EFLAGS.AC is set; only of supervisor data accesses
 */
public record Access(long address, long how, boolean ac) {
  private static final long[] USER = {
    PageFaultErrorBits.U_MASK,
    PageFaultErrorBits.U_MASK | PageFaultErrorBits.W_MASK,
    PageFaultErrorBits.U_MASK | PageFaultErrorBits.F_MASK
  };

  private static final long[] SUPERVISOR = {
    0, PageFaultErrorBits.W_MASK, PageFaultErrorBits.F_MASK
  };

  /** Reads, writes and fetches of users and of supervisors, these also with AC. */
  static List<Access> all(long... addresses) {
    List<Access> all = users(addresses);
    for (long address : addresses) {
      for (long how : SUPERVISOR) {
        all.add(new Access(address, how, false));
        if (!PageFaultErrorBits.fetch(how)) {
          all.add(new Access(address, how, true));
        }
      }
    }
    return all;
  }

  /** Whether what it leaves behind may differ from what a plainer access leaves. */
  boolean leavesItsOwn() {
    return !PageFaultErrorBits.fetch(how) && (!ac || PageFaultErrorBits.write(how));
  }

  /** A user's. */
  boolean byUser() {
    return PageFaultErrorBits.user(how);
  }

  /** Reads, writes and fetches of users. */
  static List<Access> users(long... addresses) {
    List<Access> all = new ArrayList<>();
    for (long address : addresses) {
      for (long how : USER) {
        all.add(new Access(address, how, false));
      }
    }
    return all;
  }

  /** {@code user read}, {@code supervisor write with AC}. */
  String kind() {
    return (PageFaultErrorBits.user(how) ? "user " : "supervisor ")
        + verb()
        + (ac ? " with AC" : "");
  }

  private String verb() {
    return PageFaultErrorBits.fetch(how)
        ? "fetch"
        : PageFaultErrorBits.write(how) ? "write" : "read";
  }

  /** The line of a scenario that performs it. */
  String line() {
    String who = PageFaultErrorBits.user(how) ? "user" : "supervisor";
    return "access " + Text.number(address) + " " + who + " " + verb();
  }

  /** The plainer accesses: at 0, without AC, a read, a user's. */
  List<Access> plainer() {
    List<Access> plainer = new ArrayList<>();
    if (address != 0) {
      plainer.add(new Access(0, how, ac));
    }
    if (ac) {
      plainer.add(new Access(address, how, false));
    }
    if (how != PageFaultErrorBits.U_MASK) {
      plainer.add(new Access(address, PageFaultErrorBits.U_MASK, false));
    }
    return plainer;
  }
}
