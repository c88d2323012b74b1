/**
 * The search for two contexts that share a shadow page by its role and must not: small machines,
 * whole accesses, each held against the guest's own tables.
 */
package dev.bitunion.mmuroles.check.reuse;
