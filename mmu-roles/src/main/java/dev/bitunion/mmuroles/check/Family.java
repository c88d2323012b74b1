package dev.bitunion.mmuroles.check;

/**
 * A line of a derivation: roles that exist for one reason.
 *
 * @param name what they are
 * @param why what limits them
 * @param condition which words they are
 */
record Family(String name, String why, Condition condition) {}
