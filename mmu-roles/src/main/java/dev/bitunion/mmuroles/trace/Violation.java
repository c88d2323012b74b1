package dev.bitunion.mmuroles.trace;

/**
 * One contradiction in a trace.
 *
 * @param line line of the event that cannot be, from 1
 * @param kind which rule it breaks
 * @param gfn guest frame number of its page
 * @param role its role word, as printed
 * @param earlier line that last spoke of this gfn and role, 0 if none did
 */
public record Violation(long line, ViolationKind kind, long gfn, int role, long earlier) {}
