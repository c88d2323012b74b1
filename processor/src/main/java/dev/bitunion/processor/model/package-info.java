/** What a declaration says, free of the compiler's types but for opaque sites. */
package dev.bitunion.processor.model;
