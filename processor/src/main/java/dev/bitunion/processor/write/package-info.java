/** From the laid-out union to source text: one writer a generated form. */
package dev.bitunion.processor.write;
