package dev.bitunion.mmuroles.cli;

import java.io.OutputStream;

/**
 * Runs command lines in one process and drops their answers, so that an image can archive the
 * classes that they load.
 */
final class Rehearsal {
  private Rehearsal() {}

  /** One command line an argument, its words separated by blanks. */
  public static void main(String[] lines) {
    for (String line : lines) {
      Main.run(OutputStream.nullOutputStream(), line.split(" "));
    }
  }
}
