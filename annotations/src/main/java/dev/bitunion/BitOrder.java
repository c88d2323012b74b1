package dev.bitunion;

/** Which end of the word the first declared field takes. */
public enum BitOrder {
  /** The first field holds the least significant bit: little-endian C ABIs, x86 and ARM manuals. */
  LSB_FIRST,
  /** The first field holds the most significant bit: big-endian C ABIs, RFCs, IBM's manuals. */
  MSB_FIRST
}
