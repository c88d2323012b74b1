/** Which bytes of memory hold a field, and how few loads and stores reach them. */
package dev.bitunion.layout.memory;
