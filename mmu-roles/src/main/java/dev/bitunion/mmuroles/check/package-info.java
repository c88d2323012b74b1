/**
 * Is the role right? Exact counts of shadow-page roles, and what the role must and need not tell
 * apart. Knows everything below it; nothing but the command line knows it.
 */
package dev.bitunion.mmuroles.check;
