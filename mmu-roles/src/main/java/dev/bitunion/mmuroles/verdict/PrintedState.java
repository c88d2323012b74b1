package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.role.KernelWords;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.verdict.EventFields.Key;

/** Roles and roots of the context in use, as the probes on KVM's functions print them. */
final class PrintedState {
  private static final Key ROLE = Key.of("role");
  private static final Key ROOT_ROLE = Key.of("rootrole");
  private static final Key NESTED_ROLE = Key.of("nrole");
  private static final Key[] PGDS = {Key.of("root_pgd"), Key.of("p0"), Key.of("p1"), Key.of("p2")};
  private static final Key[] ADDRESSES = {
    Key.of("root_hpa"), Key.of("p0h"), Key.of("p1h"), Key.of("p2h")
  };

  final RootCache roots = new RootCache();

  private final EventFields fields;
  private final boolean oneRole;
  private final KernelWords words;

  PrintedState(EventFields fields, RoleModel model) {
    this.fields = fields;
    this.oneRole = model.hasOneRole();
    this.words = model.words();
  }

  /** Whether the event's probe is of another kernel: only one of the two prints two roles. */
  boolean isOfOtherKernel() {
    return fields.find(ROOT_ROLE) == oneRole;
  }

  /** The role that is stored. */
  long role() {
    return words.ownContext(fields.hex(ROLE));
  }

  /**
   * The page role that belongs to it.
   *
   * @param role what {@link #role} gave
   */
  int pages(long role) {
    return oneRole ? MmuRoleBits.base(role) : words.ownPage((int) fields.hex(ROOT_ROLE));
  }

  /** Takes what the event prints for the outcome of an initialisation, where no probe shows it. */
  void settle(VcpuTrack vcpu, Tallies tallies) {
    if (oneRole || vcpu.contexts() == null) {
      return;
    }
    long role = role();
    int pages = pages(role);
    long nested = fields.find(NESTED_ROLE) ? words.ownContext(fields.hex(NESTED_ROLE)) : 0;
    if (!fields.failed()) {
      vcpu.init.printed(vcpu.contexts(), role, pages, nested, tallies);
    }
  }

  /** Reads the current root and the previous ones; false if the event does not have them all. */
  boolean readRoots() {
    for (int i = 0; i < PGDS.length; i++) {
      roots.pgds[i] = fields.hex(PGDS[i]);
      roots.addresses[i] = fields.hex(ADDRESSES[i]);
    }
    return !fields.failed();
  }
}
