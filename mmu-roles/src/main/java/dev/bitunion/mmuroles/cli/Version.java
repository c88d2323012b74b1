package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.role.KernelVersion;

/** What {@code --version} prints. */
final class Version {
  private Version() {}

  static String line() {
    String version = Version.class.getPackage().getImplementationVersion();
    return Cli.NAME
        + " "
        + (version == null ? "(not from a jar)" : version)
        + ", roles of Linux "
        + KernelVersion.V5_14;
  }
}
