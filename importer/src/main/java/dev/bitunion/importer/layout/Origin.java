package dev.bitunion.importer.layout;

/**
 * Where a layout was read.
 *
 * @param kernel the kernel's version, or the machine that a header was compiled for; may be empty
 * @param module the module ({@code vmlinux} for the kernel itself), or the header; may be empty
 */
public record Origin(String kernel, String module) {
  /** One label for headings: the version, and the module unless it is the kernel itself. */
  public String label() {
    if (kernel.isEmpty()) {
      return module;
    }
    return module.isEmpty() || module.equals("vmlinux") ? kernel : kernel + " " + module;
  }
}
