package dev.bitunion.layout.place;

/**
 * Unnamed bits between members.
 *
 * @param width how many; 0, which only C ABIs know, closes the storage unit
 * @param typeBits size of the declared C type, 0 where none is stated
 */
public record Gap(int width, int typeBits) {}
