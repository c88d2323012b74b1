/**
 * Java source as text: just what the writers need of a source builder, written in one pass. A
 * general library did the same at twice the time, and was a third of the processor's jar.
 */
package dev.bitunion.processor.source;
