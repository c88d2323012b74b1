/**
 * What must hold after every step of a machine, whatever happened to it: each invariant a class,
 * and a watch that checks them all and says which named behaviours break which.
 */
package dev.bitunion.mmuroles.check.invariant;
