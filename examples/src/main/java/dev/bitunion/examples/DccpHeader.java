package dev.bitunion.examples;

import dev.bitunion.BitOrder;
import dev.bitunion.BitUnion;
import dev.bitunion.Fallback;
import dev.bitunion.Field;
import dev.bitunion.Form;
import dev.bitunion.Skip;

/**
 * The generic header of DCCP with a long sequence number: 16 bytes, big-endian, and so wider than a
 * word (RFC 4340, section 5.1).
 */
@BitUnion(
    bits = 128,
    order = BitOrder.MSB_FIRST,
    forms = {Form.ARRAY, Form.BUFFER})
public interface DccpHeader {
  /** Port of the sender. */
  @Field(bits = 16)
  int sourcePort();

  /** Port of the receiver. */
  @Field(bits = 16)
  int destPort();

  /** Words of 32 bits in front of the data. */
  @Field(bits = 8)
  int dataOffset();

  /** For the sender's congestion control. */
  @Field(bits = 4)
  int ccVal();

  /** How much the checksum covers; 0 is everything. */
  @Field(bits = 4)
  int csCov();

  /** The Internet checksum. */
  @Field(bits = 16)
  int checksum();

  /** What the packet is for. */
  @Skip(3)
  @Field(bits = 4)
  Type type();

  /** The sequence number has 48 bits. */
  @Field(bits = 1)
  boolean extended();

  /** The sequence number. */
  @Skip(8)
  @Field(bits = 48)
  long sequence();

  /** Types of packets, in the order of their numbers. */
  enum Type {
    /** Opens a connection. */
    REQUEST,
    /** Answers a request. */
    RESPONSE,
    /** Carries data. */
    DATA,
    /** Acknowledges. */
    ACK,
    /** Carries data and acknowledges. */
    DATA_ACK,
    /** Asks the client to close. */
    CLOSE_REQ,
    /** Closes. */
    CLOSE,
    /** Ends at once. */
    RESET,
    /** Finds the other's sequence number again. */
    SYNC,
    /** Answers that. */
    SYNC_ACK,
    /** 10 to 15. */
    @Fallback
    RESERVED
  }
}
