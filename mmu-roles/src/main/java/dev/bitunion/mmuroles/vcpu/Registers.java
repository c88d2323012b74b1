package dev.bitunion.mmuroles.vcpu;

/**
 * The registers that a change of world replaces.
 *
 * @param cr0 CR0
 * @param cr3 CR3
 * @param cr4 CR4
 * @param efer EFER, LMA included
 */
public record Registers(long cr0, long cr3, long cr4, long efer) {}
