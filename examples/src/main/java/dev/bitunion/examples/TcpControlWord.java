package dev.bitunion.examples;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/**
 * The fourth 32-bit word of a TCP header: data offset, control bits, window (RFC 9293, section 3.1;
 * ECE and CWR from RFC 3168).
 *
 * <p>The header is big-endian: read the word with a big-endian load, and its most significant bit
 * is the RFC's bit 0. So the fields stand here in the reverse of the RFC's order, as a
 * little-endian C compiler's {@code struct tcphdr} has them.
 */
@BitUnion(bits = 32)
public interface TcpControlWord {
  /** How many bytes the sender of this segment will take, counted from the acknowledged one. */
  @Field(bits = 16)
  int window();

  /** No more data from the sender. */
  @Field(bits = 1)
  boolean fin();

  /** Synchronise sequence numbers. */
  @Field(bits = 1)
  boolean syn();

  /** Reset the connection. */
  @Field(bits = 1)
  boolean rst();

  /** Push function. */
  @Field(bits = 1)
  boolean psh();

  /** The acknowledgment number is significant. */
  @Field(bits = 1)
  boolean ack();

  /** The urgent pointer is significant. */
  @Field(bits = 1)
  boolean urg();

  /** Echo of a congestion mark. */
  @Field(bits = 1)
  boolean ece();

  /** Congestion window reduced. */
  @Field(bits = 1)
  boolean cwr();

  /** Reserved by RFC 9293: zero in sent segments, ignored in received ones. */
  @Field(bits = 4)
  int res1();

  /** Length of the header in 32-bit words: 5 without options, at most 15. */
  @Field(bits = 4)
  int doff();
}
