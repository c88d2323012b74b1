/** The rules: what must hold before a union is laid out. */
package dev.bitunion.processor.check;
