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
          new Walks2dKind());

  private ConformKinds() {}

  /** The kind of the file that begins so; empty: not supported. */
  public static Optional<ConformKind> of(Sample sample) {
    return ALL.stream().filter(kind -> kind.recognises(sample)).findFirst();
  }
}
