/** Imports, compiles and runs: do the generated accessors read what C reads? */
package dev.bitunion.importer.conform;
