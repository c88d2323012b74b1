/**
 * How far one gfn_track counter gets by what guests do: machines are driven through every register
 * state and every way to one frame, and the counter is read.
 */
package dev.bitunion.mmuroles.check.track;
