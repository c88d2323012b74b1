/** A type of every shape that can be declared, in all forms: tests hold what is generated. */
package dev.bitunion.conformance;
