/**
 * The whole command line as one module, for the image alone: classes that lie in the image itself are found without
 * opening a jar, and the image may be moved without losing its archives.
 */
module dev.bitunion.mmuroles {
  exports dev.bitunion.mmuroles.cli;
}
