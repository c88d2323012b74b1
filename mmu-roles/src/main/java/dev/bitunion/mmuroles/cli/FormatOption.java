package dev.bitunion.mmuroles.cli;

import picocli.CommandLine.Option;

/** {@code --format}. */
public final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text (default), json (one object an answer) or csv")
  private Format format = Format.text;

  /** What the user chose. */
  public Format format() {
    return format;
  }
}
