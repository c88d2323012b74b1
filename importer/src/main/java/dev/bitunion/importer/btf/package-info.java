/**
 * BTF, the type format that Linux kernels serve about themselves: files, ELF sections, type table.
 */
package dev.bitunion.importer.btf;
