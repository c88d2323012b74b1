package dev.bitunion.examples;

import dev.bitunion.BitOrder;
import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/**
 * The first 32-bit word of an IPv6 header; bit 0 of the RFC is the most significant one (RFC 8200,
 * section 3).
 */
@BitUnion(bits = 32, order = BitOrder.MSB_FIRST)
public interface Ipv6Word {
  /** 6. */
  @Field(bits = 4)
  int version();

  /** Six bits of differentiated services, two of congestion. */
  @Field(bits = 8)
  int trafficClass();

  /** The packets of a flow have one. */
  @Field(bits = 20)
  int flowLabel();
}
