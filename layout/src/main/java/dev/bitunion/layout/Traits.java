package dev.bitunion.layout;

/**
 * What a field is besides a run of bits.
 *
 * @param scale the value is the number in the bits shifted left by this
 * @param count elements, 1 for a field that is no array
 * @param stride shift from one element to the next; negative where the first element is topmost
 * @param access what software may do with it
 * @param reserved what must stand in it
 * @param init the number in it after reset
 * @param signed whether the number behind an enum or a converted value is in two's complement
 * @param raw whether it is a raw word beside the fields
 */
public record Traits(
    int scale,
    int count,
    int stride,
    Access access,
    Reserved reserved,
    long init,
    boolean signed,
    boolean raw) {

  /** Of a field that is a run of bits and nothing more. */
  public static final Traits PLAIN =
      new Traits(0, 1, 0, Access.READ_WRITE, Reserved.NO, 0, false, false);

  /** Of a raw word. */
  public static final Traits RAW =
      new Traits(0, 1, 0, Access.READ_WRITE, Reserved.NO, 0, false, true);

  /** The same for one element of an array. */
  public Traits ofOne() {
    return new Traits(scale, 1, 0, access, reserved, init, signed, raw);
  }

  /** The same inside of what software may not read, or not write. */
  public Traits within(boolean readable, boolean writable) {
    boolean read = readable && access.readable();
    boolean write = writable && access.writable();
    if (read == access.readable() && write == access.writable() && (writable || !clears())) {
      return this;
    }
    Access both =
        read
            ? (write ? Access.READ_WRITE : Access.READ_ONLY)
            : (write ? Access.WRITE_ONLY : Access.NONE);
    return new Traits(scale, count, stride, both, reserved, init, signed, raw);
  }

  private boolean clears() {
    return access == Access.WRITE_ONE_TO_CLEAR;
  }

  /** Whether it is an array. */
  public boolean isArray() {
    return count > 1 || stride != 0;
  }
}
