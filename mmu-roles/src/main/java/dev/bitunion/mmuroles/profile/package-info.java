/**
 * How every kernel since 2.6.20 lays out the role unions: one interface a layout, a table of
 * kernels, and layouts read at run time. It knows places and names; what v5.14 makes of them is
 * told elsewhere.
 */
package dev.bitunion.mmuroles.profile;
