/** trace-cmd's binary files, versions 6 and 7, turned into the text that a replay reads. */
package dev.bitunion.mmuroles.trace.dat;
