package dev.bitunion.processor.model;

import dev.bitunion.processor.message.Site;

/**
 * Unnamed padding in front of a field.
 *
 * @param bits its width as stated
 * @param site where it is stated
 */
public record SkipModel(int bits, Site site) {}
