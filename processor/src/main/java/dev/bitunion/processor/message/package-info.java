/** What the processor says: the catalogue of messages, and the report that collects and prints. */
package dev.bitunion.processor.message;
