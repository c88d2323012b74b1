/**
 * An MMU context and what it is configured with: permission table, protection-key mask,
 * reserved-bit masks, and the walker of guest page tables, in one stage or two; knows {@code role}
 * and {@code arch}.
 */
package dev.bitunion.mmuroles.mmu;
