/**
 * KVM's MMU traces: ftrace text and raw records in, events out, and the identity rules that the
 * page events of one VM obey. Knows {@code role}.
 *
 * <p>The way of a trace: {@link dev.bitunion.mmuroles.trace.LineReader} cuts lines, {@link
 * dev.bitunion.mmuroles.trace.EventLine} finds the event, {@link
 * dev.bitunion.mmuroles.trace.PageEvent} decodes its page, {@link
 * dev.bitunion.mmuroles.trace.PageRules} judges it against the live pages. Nothing on this way
 * allocates.
 */
package dev.bitunion.mmuroles.trace;
