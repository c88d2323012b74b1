package dev.bitunion.examples;

import dev.bitunion.Access;
import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Skip;

/**
 * The register CAP, controller capabilities, of an NVMe controller (NVM Express Base Specification
 * 2.0, section 3.1.3.1). Software reads it only.
 */
@BitUnion(bits = 64)
public interface NvmeCapabilities {
  /** Entries of a queue, less one. */
  @Field(bits = 16, cName = "MQES", access = Access.READ_ONLY)
  int queueEntries();

  /** Queues must lie in one piece. */
  @Field(bits = 1, cName = "CQR", access = Access.READ_ONLY)
  boolean contiguousQueues();

  /** Other ways in which queues may take turns. */
  @Field(bits = 2, cName = "AMS", access = Access.READ_ONLY)
  int arbitration();

  /** How long it may take to be ready, in halves of a second. */
  @Skip(5)
  @Field(bits = 8, cName = "TO", access = Access.READ_ONLY)
  int timeout();

  /** Doorbells are 4 bytes, shifted left by this, apart. */
  @Field(bits = 4, cName = "DSTRD", access = Access.READ_ONLY)
  int doorbellStride();

  /** The subsystem can be reset. */
  @Field(bits = 1, cName = "NSSRS", access = Access.READ_ONLY)
  boolean subsystemReset();

  /** A set of command sets: bit 0 is NVM, bit 6 others, bit 7 none. */
  @Field(bits = 8, cName = "CSS", access = Access.READ_ONLY)
  int commandSets();

  /** There are boot partitions. */
  @Field(bits = 1, cName = "BPS", access = Access.READ_ONLY)
  boolean bootPartitions();

  /** How far a shutdown of power reaches: 1 controller, 2 domain, 3 subsystem. */
  @Field(bits = 2, cName = "CPS", access = Access.READ_ONLY)
  int powerScope();

  /** Smallest page of memory: 2 to the power of 12 and this. */
  @Field(bits = 4, cName = "MPSMIN", access = Access.READ_ONLY)
  int smallestPage();

  /** Largest page of memory: 2 to the power of 12 and this. */
  @Field(bits = 4, cName = "MPSMAX", access = Access.READ_ONLY)
  int largestPage();

  /** There is persistent memory. */
  @Field(bits = 1, cName = "PMRS", access = Access.READ_ONLY)
  boolean persistentMemory();

  /** The controller has memory of its own. */
  @Field(bits = 1, cName = "CMBS", access = Access.READ_ONLY)
  boolean controllerMemory();
}
