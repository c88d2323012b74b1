package dev.bitunion.mmuroles.vcpu;

/** Whose virtualisation the host has; nested transitions differ. */
public enum Vendor {
  /** AMD: VMRUN, nested page tables. */
  SVM,
  /** Intel: VMLAUNCH and VMRESUME, extended page tables. */
  VMX
}
