/**
 * The event level: what a virtual CPU does when registers are loaded, modes change, nested guests
 * are entered and left, faults come in and requests are served; knows {@code shadow}.
 */
package dev.bitunion.mmuroles.vcpu;
