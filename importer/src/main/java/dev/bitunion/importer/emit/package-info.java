/** From a C type's leaves to an annotated Java interface: names, nesting, overlaps, text. */
package dev.bitunion.importer.emit;
