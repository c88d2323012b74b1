package dev.bitunion.layout;

/**
 * Unnamed bits and what must stand in them.
 *
 * @param part the bits
 * @param rule what must stand there
 */
public record ReservedPart(Part part, Reserved rule) {}
