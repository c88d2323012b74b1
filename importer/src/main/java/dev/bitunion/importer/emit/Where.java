package dev.bitunion.importer.emit;

/**
 * The scope that a member is planned for.
 *
 * @param start the scope's first bit in the type
 * @param prefix what stands in front of the members' readers, in camel case; empty outside views
 * @param cPrefix what stands in front of their C names in constants
 */
record Where(long start, String prefix, String cPrefix) {}
