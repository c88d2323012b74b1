/**
 * Scenarios played under the watch of invariants: which behaviour of the kernel is to blame for
 * what does not hold, and the defects of sixteen years, each as a scenario in which one switch
 * differs.
 */
package dev.bitunion.mmuroles.defect;
