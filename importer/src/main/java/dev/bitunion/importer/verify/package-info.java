/** Compiled unions, read from class files and never loaded, against the layouts of C types. */
package dev.bitunion.importer.verify;
