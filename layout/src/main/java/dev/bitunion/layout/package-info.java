/**
 * Where bits lie: offsets, masks, C ABI rules, layout text. Pure Java, shaded into the processor.
 */
package dev.bitunion.layout;
