package dev.bitunion.examples;

import dev.bitunion.Access;
import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Form;

/**
 * Device Control and Device Status of a PCI Express function, one 32-bit access: the lower half is
 * set, the upper half is cleared by writing 1 (PCI Express Base Specification 4.0, sections 7.5.3.4
 * and 7.5.3.5).
 */
@BitUnion(bits = 32, forms = Form.BUFFER)
public interface PcieDevice {
  /** Correctable errors are reported. */
  @Field(bits = 1)
  boolean correctableReporting();

  /** Non-fatal errors are reported. */
  @Field(bits = 1)
  boolean nonFatalReporting();

  /** Fatal errors are reported. */
  @Field(bits = 1)
  boolean fatalReporting();

  /** Unsupported requests are reported. */
  @Field(bits = 1)
  boolean unsupportedReporting();

  /** Transactions may be reordered. */
  @Field(bits = 1)
  boolean relaxedOrdering();

  /** Largest payload: 128 bytes shifted left by this. */
  @Field(bits = 3)
  int maxPayload();

  /** Tags have 8 bits. */
  @Field(bits = 1)
  boolean extendedTag();

  /** Function numbers extend tags. */
  @Field(bits = 1)
  boolean phantom();

  /** Auxiliary power may be drawn. */
  @Field(bits = 1)
  boolean auxPower();

  /** Caches need not be snooped. */
  @Field(bits = 1)
  boolean noSnoop();

  /** Largest read request: 128 bytes shifted left by this. */
  @Field(bits = 3)
  int maxReadRequest();

  /** Resets the function. */
  @Field(bits = 1)
  boolean functionReset();

  /** A correctable error was seen. */
  @Field(bits = 1, access = Access.WRITE_ONE_TO_CLEAR)
  boolean correctable();

  /** A non-fatal error was seen. */
  @Field(bits = 1, access = Access.WRITE_ONE_TO_CLEAR)
  boolean nonFatal();

  /** A fatal error was seen. */
  @Field(bits = 1, access = Access.WRITE_ONE_TO_CLEAR)
  boolean fatal();

  /** An unsupported request was seen. */
  @Field(bits = 1, access = Access.WRITE_ONE_TO_CLEAR)
  boolean unsupported();

  /** Auxiliary power is there. */
  @Field(bits = 1, access = Access.READ_ONLY)
  boolean auxPowerDetected();

  /** Requests wait for their completion. */
  @Field(bits = 1, access = Access.READ_ONLY)
  boolean transactionsPending();
}
