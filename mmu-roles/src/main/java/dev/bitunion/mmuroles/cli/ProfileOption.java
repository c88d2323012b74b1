package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.profile.Release;
import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.profile.RoleProfiles;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleModel;
import picocli.CommandLine.Option;

/** {@code --kernel} and {@code --btf}, where words are read and no roles computed. */
public final class ProfileOption {
  static final String OPTION = "--kernel";

  private static final Release V5_14 = new Release(5, 14, 0);

  @Option(
      names = OPTION,
      paramLabel = "VERSION",
      description = "whose layout: 2.6.20 to 7.2; 5.14 (default) is also checked in depth")
  private String kernel;

  @Option(
      names = "--btf",
      paramLabel = "FILE",
      description = "read the layout from BTF, such as /sys/kernel/btf/kvm")
  private String btf;

  @Option(
      names = "--base",
      paramLabel = "FILE",
      description = "the vmlinux that --btf continues; for /sys/kernel/btf it is found by itself")
  private String base;

  /** v5.14's rules, if the words are its own; null for another kernel's. */
  RoleModel model() {
    check();
    return btf == null && (kernel == null || release(OPTION, kernel).equals(V5_14))
        ? RoleModel.of(KernelVersion.V5_14)
        : null;
  }

  /**
   * The layout.
   *
   * @throws Failure if there is none
   */
  RoleProfile profile(Session session) {
    return btf == null
        ? of(session, OPTION, kernel == null ? "5.14" : kernel)
        : BtfProfile.read(btf, base);
  }

  private void check() {
    if (btf != null && kernel != null) {
      throw Failure.usage("--kernel and --btf both say whose layout; give one");
    }
    if (base != null && btf == null) {
      throw Failure.usage("--base is the base of --btf; give that, too");
    }
  }

  /**
   * The layout of a version as a user writes it; a doubt about it is noted.
   *
   * @param option where the user wrote it
   */
  static RoleProfile of(Session session, String option, String version) {
    try {
      RoleProfiles.Choice choice = RoleProfiles.of(release(option, version));
      if (choice.note() != null) {
        session.note(choice.note());
      }
      return choice.profile();
    } catch (IllegalArgumentException e) {
      throw Failure.usage(option + ": " + e.getMessage());
    }
  }

  private static Release release(String option, String text) {
    try {
      return Release.parse(text);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(option + ": " + e.getMessage());
    }
  }
}
