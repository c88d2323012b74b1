/** How fast traces are read. */
package dev.bitunion.benchmarks.trace;
