package dev.bitunion.mmuroles.cli;

/** How answers are written. The constants are what a user types. */
public enum Format {
  /** For people. */
  text,
  /** One object an answer, each on a line of its own; keys are documented in docs/json.md. */
  json,
  /** A header line and rows, quoted as RFC 4180 says. */
  csv
}
