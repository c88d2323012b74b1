package dev.bitunion.examples;

import dev.bitunion.Access;
import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Value;

/**
 * The register CSTS, controller status, of an NVMe controller (NVM Express Base Specification 2.0,
 * section 3.1.3.6). Software writes it for one purpose: to clear that a reset has happened.
 */
@BitUnion(bits = 32)
public interface NvmeStatus {
  /** Commands are taken. */
  @Field(bits = 1, cName = "RDY", access = Access.READ_ONLY)
  boolean ready();

  /** The controller has failed for good. */
  @Field(bits = 1, cName = "CFS", access = Access.READ_ONLY)
  boolean fatal();

  /** How far a shutdown is. */
  @SuppressWarnings("bitunion-enum-gaps")
  @Field(bits = 2, cName = "SHST", access = Access.READ_ONLY)
  Shutdown shutdown();

  /** The subsystem was reset; writing 1 clears it. */
  @Field(bits = 1, cName = "NSSRO", access = Access.WRITE_ONE_TO_CLEAR)
  boolean subsystemReset();

  /** Commands are held back, for firmware is being activated. */
  @Field(bits = 1, cName = "PP", access = Access.READ_ONLY)
  boolean paused();

  /** States of a shutdown. */
  enum Shutdown {
    /** None was asked for. */
    @Value(0)
    NORMAL,
    /** It goes on. */
    @Value(1)
    PROCESSING,
    /** It is done. */
    @Value(2)
    COMPLETE
  }
}
