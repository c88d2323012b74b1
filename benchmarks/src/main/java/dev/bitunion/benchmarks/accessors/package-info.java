/** The generated accessors beside C and beside what else reads bit fields on the JVM. */
package dev.bitunion.benchmarks.accessors;
