/** Lists of shadow pages out of a dump: what in them cannot be. */
package dev.bitunion.mmuroles.audit;
