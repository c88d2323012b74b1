package dev.bitunion.mmuroles.scenario;

/**
 * Something that happened to a shadow page.
 *
 * @param kind what
 * @param serial which page: its order of creation
 * @param gfn its guest frame
 * @param role its role at that moment, as the kernel writes it
 * @param generation its generation
 * @param rootCount its root references at that moment
 * @param unsync whether it was unsync at that moment
 */
public record PageChange(
    Kind kind, int serial, long gfn, int role, int generation, int rootCount, boolean unsync) {
  /** What can happen. */
  public enum Kind {
    /** Made, because none could be reused. */
    NEW,
    /** Reused. */
    EXISTING,
    /** Zapped; a root a second time, when its last reference drops. */
    ZAPPED,
    /** The guest may write the table from now on. */
    UNSYNC,
    /** Brought up to date with the guest's table. */
    SYNC
  }
}
