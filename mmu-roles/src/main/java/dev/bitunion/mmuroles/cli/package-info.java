/**
 * The command line: a frame that every command plugs into, and the commands. Knows everything
 * below.
 */
package dev.bitunion.mmuroles.cli;
