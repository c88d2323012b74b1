/**
 * From declarations to places: the members of a type and of the views inside it, each with its
 * first bit in declaration direction, and with what is wrong about it.
 */
package dev.bitunion.layout.place;
