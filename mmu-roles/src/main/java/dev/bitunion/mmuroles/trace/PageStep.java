package dev.bitunion.mmuroles.trace;

/**
 * One event of a watched gfn.
 *
 * @param line where it stands, from 1
 * @param kind a page event or ZAP_ALL_FAST
 * @param role the role word as printed; fields that text does not print are 0
 * @param hidden whether such fields are missing
 * @param generation the generation bit, -1 if not printed
 * @param rootCount references as a root
 * @param unsync as printed
 * @param created made (kvm_mmu_get_page only)
 */
public record PageStep(
    long line,
    EventKind kind,
    int role,
    boolean hidden,
    int generation,
    int rootCount,
    boolean unsync,
    boolean created) {}
