package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.mmu.MmuContext;

/**
 * A role that was computed during an event.
 *
 * @param context whose
 * @param before the stored role before
 * @param after the stored role afterwards
 * @param configured whether the context was configured anew; false: skipped, as nothing changed
 */
public record RoleChange(MmuContext.Kind context, long before, long after, boolean configured) {}
