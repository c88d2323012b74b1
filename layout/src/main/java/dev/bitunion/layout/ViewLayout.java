package dev.bitunion.layout;

/**
 * A view in its place.
 *
 * @param cName its name in C with the views in front of it, dots between; its own is empty if it is
 *     anonymous
 * @param method the name of its accessor, with the views in front of it
 * @param javaType the binary name of its interface
 * @param part its bits
 */
public record ViewLayout(String cName, String method, String javaType, Part part) {}
