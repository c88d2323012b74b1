/** The kernel's role unions and the arithmetic from registers to roles; knows {@code arch}. */
package dev.bitunion.mmuroles.role;
