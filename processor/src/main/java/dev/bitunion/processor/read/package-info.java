/** From the compiler's elements to the model; reads everything, judges nothing. */
package dev.bitunion.processor.read;
