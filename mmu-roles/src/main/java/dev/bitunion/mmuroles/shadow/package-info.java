/**
 * The shadow-page cache of a VM: pages keyed by guest frame and role, their entries, gfn_track,
 * unsync, zapping and roots; knows {@code mmu}.
 */
package dev.bitunion.mmuroles.shadow;
