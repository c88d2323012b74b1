package dev.bitunion.mmuroles.profile;

/**
 * How one kernel lays out its role unions.
 *
 * @param label the kernel: {@code Linux 6.1}, or the file that the layout was read from
 * @param release the release; null for a file
 * @param page the page role
 * @param ext the extended role; null before Linux 4.20
 */
public record RoleProfile(String label, Release release, WordLayout page, WordLayout ext) {}
