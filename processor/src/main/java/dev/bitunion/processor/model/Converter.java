package dev.bitunion.processor.model;

/**
 * A class that turns numbers into values and back.
 *
 * @param name the class
 * @param takesLong whether {@code fromBits} takes a {@code long}
 * @param givesLong whether {@code toBits} gives one
 * @param fault what it lacks, as a message says it; empty for nothing
 */
public record Converter(JavaName name, boolean takesLong, boolean givesLong, String fault) {}
