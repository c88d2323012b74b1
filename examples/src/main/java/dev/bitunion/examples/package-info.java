/**
 * Small ports of C bit-fields to copy from: each names its source, and its test checks it against
 * values that the source publishes.
 */
package dev.bitunion.examples;
