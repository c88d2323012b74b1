package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.role.KernelVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = MmuRoles.class.getPackage().getImplementationVersion();
    return new String[] {
      "mmu-roles "
          + (version == null ? "(not from a jar)" : version)
          + ", roles of Linux "
          + KernelVersion.V5_14
    };
  }
}
