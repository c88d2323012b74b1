package dev.bitunion.importer.btf;

/**
 * A named value of an enumeration.
 *
 * @param name its C name
 * @param value its value; of an unsigned 64-bit enumeration, the bits
 */
public record BtfEnumerator(String name, long value) {}
