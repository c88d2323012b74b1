package dev.bitunion.processor.model;

import dev.bitunion.processor.message.Site;

/**
 * Where the parts of a field's declaration stand. What is not written stands where its annotation
 * does.
 *
 * @param method the method
 * @param bits the value of {@code bits}
 * @param at the value of {@code at}
 * @param cName the value of {@code cName}, or the method
 * @param flatten the value of {@code flatten}
 */
public record FieldSites(Site method, Site bits, Site at, Site cName, Site flatten) {}
