package dev.bitunion.processor.model;

import dev.bitunion.processor.message.Site;

/**
 * Where the parts of a field's declaration stand.
 *
 * @param method the method
 * @param bits the value of {@code bits}
 * @param at the value of {@code at}
 * @param cName the value of {@code cName}
 */
public record FieldSites(Site method, Site bits, Site at, Site cName) {}
