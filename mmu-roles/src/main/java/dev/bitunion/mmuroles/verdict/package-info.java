/**
 * Verdicts on recorded traces: what the simulator computes from the registers, entries and
 * addresses of a trace, held against what the kernel did. Knows {@code trace} and {@code mmu}.
 */
package dev.bitunion.mmuroles.verdict;
