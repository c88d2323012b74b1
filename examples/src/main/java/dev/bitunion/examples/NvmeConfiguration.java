package dev.bitunion.examples;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Form;
import dev.bitunion.Skip;

/**
 * The register CC, controller configuration, of an NVMe controller (NVM Express Base Specification
 * 2.0, section 3.1.3.5).
 */
@BitUnion(
    bits = 32,
    forms = {Form.VALUE, Form.BUILDER})
public interface NvmeConfiguration {
  /** Commands are processed. */
  @Field(bits = 1)
  boolean enable();

  /** Which command sets: 0 is NVM. */
  @Skip(3)
  @Field(bits = 3)
  int commandSet();

  /** Page size of memory: 2 to the power of 12 and this. */
  @Field(bits = 4)
  int pageSize();

  /** How queues take turns: 0 is round robin. */
  @Field(bits = 3, init = 0)
  int arbitration();

  /** 1 announces a normal shutdown, 2 an abrupt one. */
  @Field(bits = 2, init = 0)
  int shutdown();

  /** Size of an entry of a submission queue, as a power of two. */
  @Field(bits = 4)
  int submissionEntry();

  /** Size of an entry of a completion queue, as a power of two. */
  @Field(bits = 4)
  int completionEntry();
}
