/** What the C peers and their Java sides share. */
package dev.bitunion.benchmarks;
