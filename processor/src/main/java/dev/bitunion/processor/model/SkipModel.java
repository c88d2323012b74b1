package dev.bitunion.processor.model;

import dev.bitunion.layout.Reserved;
import dev.bitunion.layout.abi.CScalar;
import dev.bitunion.processor.message.Site;

/**
 * Unnamed padding in front of a member, or behind the last one.
 *
 * @param bits its width as stated
 * @param type its declared C type
 * @param reserved what must stand in it
 * @param site where its width is stated
 */
public record SkipModel(int bits, CScalar type, Reserved reserved, Site site) {}
