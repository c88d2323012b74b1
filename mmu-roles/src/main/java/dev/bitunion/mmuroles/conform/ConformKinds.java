package dev.bitunion.mmuroles.conform;

import java.util.List;
import java.util.Optional;

/** Every kind of vector file. A new one is a line here. */
public final class ConformKinds {
  private static final List<ConformKind> ALL =
      List.of(
          new BitLayoutKind(),
          new RolesKind(),
          new RolesEptKind(),
          new TdpLevelKind(),
          new PermissionsKind(),
          new RsvdKind(),
          new WalksKind(),
          new Walks2dKind(),
          new SequenceKind("spcache_faults", 7, sample -> true, FaultVectors::new),
          new SequenceKind("spcache_getpage", 3, sample -> true, GetPageVectors::new),
          new SequenceKind(
              "spcache_roots",
              5,
              sample -> !isWide(sample),
              () -> new RootsVectors(RootsMemory.NARROW)),
          new SequenceKind(
              "spcache_roots2", 5, ConformKinds::isWide, () -> new RootsVectors(RootsMemory.WIDE)));

  private ConformKinds() {}

  /** The kind of the file that begins so; empty: not supported. */
  public static Optional<ConformKind> of(Sample sample) {
    return ALL.stream().filter(kind -> kind.recognises(sample)).findFirst();
  }

  /** The two files of root sequences look alike but start from different memory. */
  private static boolean isWide(Sample sample) {
    return sample.comments().isEmpty()
        ? sample.fileName().contains("roots2")
        : sample.says("wider set of root-cache sequences");
  }
}
