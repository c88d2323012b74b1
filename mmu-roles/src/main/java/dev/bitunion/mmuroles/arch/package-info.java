/**
 * x86 registers, page-table entries and error codes, each a {@code @BitUnion}; knows nothing else.
 */
package dev.bitunion.mmuroles.arch;
