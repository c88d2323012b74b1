/**
 * Sweeps of every combination of entry bits, registers and accesses: the simulated walker against
 * the architecture's rules, which are written here anew and share no class with it.
 */
package dev.bitunion.mmuroles.check.access;
