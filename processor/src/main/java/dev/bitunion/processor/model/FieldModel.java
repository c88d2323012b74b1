package dev.bitunion.processor.model;

/**
 * A field as it is declared.
 *
 * @param method the name of its method
 * @param cName its name in C
 * @param type what the method returns
 * @param bits its width as stated
 * @param at its offset as stated, or -1
 * @param skip unnamed bits in front of it
 * @param flatten whether a nested union's fields are reachable from the outer word
 * @param doc the method's documentation, empty for none
 * @param sites where to complain
 */
public record FieldModel(
    String method,
    String cName,
    ValueType type,
    int bits,
    int at,
    int skip,
    boolean flatten,
    String doc,
    FieldSites sites) {}
