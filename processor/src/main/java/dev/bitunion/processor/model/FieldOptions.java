package dev.bitunion.processor.model;

import dev.bitunion.layout.Access;
import dev.bitunion.layout.Reserved;
import dev.bitunion.layout.abi.CScalar;
import java.util.List;

/**
 * What a field's declaration says besides width and place.
 *
 * @param declared the method's name in its own interface
 * @param inView whether that is a view, and not the type itself
 * @param raw whether it is a raw word
 * @param signed whether it says to be signed
 * @param type its declared C type
 * @param parts its pieces, if it is split
 * @param scale how far its value is shifted
 * @param indexed whether its method takes an index
 * @param count elements as stated
 * @param stride distance of elements as stated
 * @param access what software may do with it
 * @param reserved what must stand in it
 * @param init the number after reset
 * @param truncates whether setters drop high bits
 * @param converter the class that converts its value; null for none
 */
public record FieldOptions(
    String declared,
    boolean inView,
    boolean raw,
    boolean signed,
    CScalar type,
    List<PartModel> parts,
    int scale,
    boolean indexed,
    int count,
    int stride,
    Access access,
    Reserved reserved,
    long init,
    boolean truncates,
    Converter converter) {
  /** Copies the list. */
  public FieldOptions {
    parts = List.copyOf(parts);
  }
}
