package dev.bitunion.mmuroles.arch;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Skip;

/**
 * Control register CR4. PSE, PAE, LA57, SMEP, SMAP and PKE reach an MMU role; PGE only unloads
 * roots.
 *
 * <p>Source: Intel SDM volume 3, section 2.5.
 */
@BitUnion(bits = 64)
public interface Cr4 {
  /** Virtual-8086 mode extensions. */
  @Field(bits = 1, at = 0, cName = "VME")
  boolean vme();

  /** Protected-mode virtual interrupts. */
  @Field(bits = 1, at = 1, cName = "PVI")
  boolean pvi();

  /** Time stamp disable. */
  @Field(bits = 1, at = 2, cName = "TSD")
  boolean tsd();

  /** Debugging extensions. */
  @Field(bits = 1, at = 3, cName = "DE")
  boolean de();

  /** Page size extensions: 4 MB pages in 32-bit paging. */
  @Field(bits = 1, at = 4, cName = "PSE")
  boolean pse();

  /** Physical address extension: 8-byte entries. */
  @Field(bits = 1, at = 5, cName = "PAE")
  boolean pae();

  /** Machine-check enable. */
  @Field(bits = 1, at = 6, cName = "MCE")
  boolean mce();

  /** Page global enable. */
  @Field(bits = 1, at = 7, cName = "PGE")
  boolean pge();

  /** Performance-monitoring counter enable. */
  @Field(bits = 1, at = 8, cName = "PCE")
  boolean pce();

  /** The system supports FXSAVE and FXRSTOR. */
  @Field(bits = 1, at = 9, cName = "OSFXSR")
  boolean osfxsr();

  /** The system supports unmasked SIMD exceptions. */
  @Field(bits = 1, at = 10, cName = "OSXMMEXCPT")
  boolean osxmmexcpt();

  /** User-mode instruction prevention. */
  @Field(bits = 1, at = 11, cName = "UMIP")
  boolean umip();

  /** 57-bit linear addresses: 5-level paging in long mode. */
  @Field(bits = 1, at = 12, cName = "LA57")
  boolean la57();

  /** VMX enable. */
  @Field(bits = 1, at = 13, cName = "VMXE")
  boolean vmxe();

  /** SMX enable. */
  @Field(bits = 1, at = 14, cName = "SMXE")
  boolean smxe();

  /** RDFSBASE and its kin are enabled. */
  @Skip(1)
  @Field(bits = 1, at = 16, cName = "FSGSBASE")
  boolean fsgsbase();

  /** Process-context identifiers. */
  @Field(bits = 1, at = 17, cName = "PCIDE")
  boolean pcide();

  /** XSAVE enable. */
  @Field(bits = 1, at = 18, cName = "OSXSAVE")
  boolean osxsave();

  /** Key locker enable. */
  @Field(bits = 1, at = 19, cName = "KL")
  boolean kl();

  /** Supervisor-mode execution prevention. */
  @Field(bits = 1, at = 20, cName = "SMEP")
  boolean smep();

  /** Supervisor-mode access prevention. */
  @Field(bits = 1, at = 21, cName = "SMAP")
  boolean smap();

  /** Protection keys for user pages. */
  @Field(bits = 1, at = 22, cName = "PKE")
  boolean pke();

  /** Control-flow enforcement. */
  @Field(bits = 1, at = 23, cName = "CET")
  boolean cet();

  /** Protection keys for supervisor pages. */
  @Field(bits = 1, at = 24, cName = "PKS")
  boolean pks();
}
