package dev.bitunion.mmuroles.cli;

import picocli.CommandLine.IVersionProvider;

/** {@code --version} for the parser. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {Version.line()};
  }
}
