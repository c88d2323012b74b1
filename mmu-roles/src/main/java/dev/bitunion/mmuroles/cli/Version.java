package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.role.KernelVersion;
import java.lang.module.ModuleDescriptor;

/** What {@code --version} prints. */
final class Version {
  private Version() {}

  static String line() {
    String version = Version.class.getPackage().getImplementationVersion();
    if (version == null) { // in an image it is the module's
      ModuleDescriptor module = Version.class.getModule().getDescriptor();
      version = module == null ? null : module.rawVersion().orElse(null);
    }
    return Cli.NAME
        + " "
        + (version == null ? "(not from a jar)" : version)
        + ", roles of Linux "
        + KernelVersion.V5_14;
  }
}
