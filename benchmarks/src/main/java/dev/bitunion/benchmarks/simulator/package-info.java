/** The simulator's hot paths beside the C peer in {@code c/simulator.c}. */
package dev.bitunion.benchmarks.simulator;
