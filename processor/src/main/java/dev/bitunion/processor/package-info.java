/** The street of a union through the compiler: read, check, lay out, write. */
package dev.bitunion.processor;
