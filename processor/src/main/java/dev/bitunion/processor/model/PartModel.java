package dev.bitunion.processor.model;

/**
 * A piece of a split field.
 *
 * @param bits its width as stated
 * @param at its first bit as stated
 */
public record PartModel(int bits, int at) {}
