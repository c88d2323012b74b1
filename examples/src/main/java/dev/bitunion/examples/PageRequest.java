package dev.bitunion.examples;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Form;
import dev.bitunion.Skip;

/**
 * A page request that an IOMMU puts into its queue for software: 32 bytes (Intel Virtualization
 * Technology for Directed I/O, revision 3.3, section 7.4.1.1 "Page Request Descriptor").
 */
@BitUnion(
    bits = 256,
    forms = {Form.BUFFER})
public interface PageRequest {
  /** 1. */
  @Field(bits = 8)
  int type();

  /** The request names a process. */
  @Field(bits = 1)
  boolean pasidPresent();

  /** Bus, device and function of the device. */
  @Skip(7)
  @Field(bits = 16)
  int requester();

  /** Number of the process. */
  @Field(bits = 20)
  int pasid();

  /** The device wants to execute. */
  @Field(bits = 1)
  boolean execute();

  /** The device is in its privileged mode. */
  @Field(bits = 1)
  boolean privileged();

  /** The device wants to read. */
  @Skip(10)
  @Field(bits = 1)
  boolean read();

  /** The device wants to write. */
  @Field(bits = 1)
  boolean write();

  /** The last request of its group. */
  @Field(bits = 1)
  boolean lastInGroup();

  /** Number of the group. */
  @Field(bits = 9)
  int group();

  /** Address of the page: the field holds its number. */
  @Field(bits = 52, scale = 12)
  long address();

  /**
   * What the device wants back with the answer.
   *
   * @param index 0 or 1
   * @return 8 of its bytes
   */
  @Field(bits = 64, count = 2)
  long privateData(int index);
}
