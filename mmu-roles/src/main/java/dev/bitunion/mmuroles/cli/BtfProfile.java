package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.profile.RoleProfile;

/** Reads the layout of the role unions from BTF. */
final class BtfProfile {
  private BtfProfile() {}

  static RoleProfile read(String file) {
    throw Failure.input(file + ": not yet");
  }
}
