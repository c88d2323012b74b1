/** What a C type's layout is to this program: its leaves, where they come from, how they print. */
package dev.bitunion.importer.layout;
