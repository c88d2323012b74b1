/** Pictures of layouts: one strip of bits a file, the same member the same letter or colour. */
package dev.bitunion.importer.draw;
