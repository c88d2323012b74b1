/** How long counting roles takes as they get more bits. */
package dev.bitunion.benchmarks.count;
