/** From C layouts, as kernels and headers hold them, to annotated Java interfaces. */
package dev.bitunion.importer;
