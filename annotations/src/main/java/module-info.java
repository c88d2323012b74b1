/** The annotations of bitunion: what a developer writes. They hold nothing to run. */
module dev.bitunion.annotations {
  exports dev.bitunion;
}
