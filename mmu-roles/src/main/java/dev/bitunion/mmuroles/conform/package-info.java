/**
 * Compares the simulator with vectors that a kernel's own functions computed. Each kind of file is
 * one {@link dev.bitunion.mmuroles.conform.ConformKind}. Knows everything but the command line.
 */
package dev.bitunion.mmuroles.conform;
