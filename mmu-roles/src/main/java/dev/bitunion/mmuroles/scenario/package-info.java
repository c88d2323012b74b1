/**
 * The scenario language: plain text, an event a line, with expectations; and the timeline of what
 * happened. Knows {@code vcpu}.
 */
package dev.bitunion.mmuroles.scenario;
