package dev.bitunion.mmuroles.trace;

import dev.bitunion.mmuroles.profile.Release;

/** What a trace shows, beside role words, that not every kernel writes. */
public enum KernelSign {
  /** The event's name until it was renamed. */
  NESTED_VMRUN("the event kvm_nested_vmrun", null, new Release(6, 0, 0)),
  /** The event's name in 6.1. */
  NESTED_VMENTER("the event kvm_nested_vmenter", new Release(5, 15, 0), null),
  /** Text with a fifth flag, which says whether migration is disabled. */
  FIVE_FLAGS("five characters of flags before the time", new Release(5, 15, 0), null);

  private final String text;
  private final Release first;
  private final Release last;

  KernelSign(String text, Release first, Release last) {
    this.text = text;
    this.first = first;
    this.last = last;
  }

  /** What was seen. */
  public String text() {
    return text;
  }

  /** Whether a release may write so; where the change is not known, both sides may. */
  public boolean fits(Release release) {
    return (first == null || release.compareTo(first) >= 0)
        && (last == null || release.compareTo(last) <= 0);
  }
}
