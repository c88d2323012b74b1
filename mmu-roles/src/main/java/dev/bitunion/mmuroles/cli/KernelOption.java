package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleModel;
import picocli.CommandLine.Option;

/** {@code --kernel}, wherever roles are read or computed. */
public final class KernelOption {
  @Option(
      names = "--kernel",
      paramLabel = "VERSION",
      defaultValue = "5.14",
      description = "whose roles: 5.14 (default) or 6.1")
  private KernelVersion kernel = KernelVersion.V5_14;

  /**
   * The kernel's roles.
   *
   * @throws Failure with exit code 2 if they are not modelled
   */
  public RoleModel model() {
    try {
      return RoleModel.of(kernel);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--kernel: " + e.getMessage());
    }
  }
}
