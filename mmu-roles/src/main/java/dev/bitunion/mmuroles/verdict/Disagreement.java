package dev.bitunion.mmuroles.verdict;

/**
 * Something that the kernel did otherwise than the simulator.
 *
 * @param level what was compared
 * @param line line of the event, from 1
 * @param expected what was computed
 * @param seen what the trace says
 * @param hint the smallest change that would explain it, or an empty text
 */
public record Disagreement(Level level, long line, String expected, String seen, String hint) {}
