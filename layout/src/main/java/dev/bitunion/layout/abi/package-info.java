/**
 * Where C compilers put members: System V (gcc, clang), packed, and Microsoft's rules, and the
 * plain sequence that has no alignment at all. Offsets count bits in declaration direction; {@link
 * dev.bitunion.layout.BitOrder} turns them into shifts.
 */
package dev.bitunion.layout.abi;
