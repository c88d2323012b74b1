package dev.bitunion.mmuroles.trace;

import java.util.ArrayList;
import java.util.List;

/** How often each role word was made and found by kvm_mmu_get_page: small and open addressed. */
final class RoleCounts {
  private int[] roles = new int[256];
  private long[] created = new long[256];
  private long[] existing = new long[256];
  private int used;

  /** Counts one event; true if the role is seen for the first time. */
  boolean count(int role, boolean isNew) {
    int slot = slot(role);
    boolean first = created[slot] + existing[slot] == 0;
    if (first) {
      if (used * 2 >= roles.length) {
        grow();
        slot = slot(role);
      }
      roles[slot] = role;
      used++;
    }
    if (isNew) {
      created[slot]++;
    } else {
      existing[slot]++;
    }
    return first;
  }

  private int slot(int role) {
    int mask = roles.length - 1;
    int slot = Hash.of(0, role) & mask;
    while (created[slot] + existing[slot] != 0 && roles[slot] != role) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] oldRoles = roles;
    long[] oldCreated = created;
    long[] oldExisting = existing;
    roles = new int[oldRoles.length * 2];
    created = new long[roles.length];
    existing = new long[roles.length];
    for (int i = 0; i < oldRoles.length; i++) {
      if (oldCreated[i] + oldExisting[i] != 0) {
        int slot = slot(oldRoles[i]);
        roles[slot] = oldRoles[i];
        created[slot] = oldCreated[i];
        existing[slot] = oldExisting[i];
      }
    }
  }

  /** Every role seen, as unsigned numbers in ascending order. */
  List<ReplayReport.RoleUse> list() {
    List<ReplayReport.RoleUse> uses = new ArrayList<>();
    for (int i = 0; i < roles.length; i++) {
      if (created[i] + existing[i] != 0) {
        uses.add(new ReplayReport.RoleUse(roles[i], created[i], existing[i]));
      }
    }
    uses.sort((a, b) -> Integer.compareUnsigned(a.role(), b.role()));
    return uses;
  }
}
