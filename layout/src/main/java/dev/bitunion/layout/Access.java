package dev.bitunion.layout;

/** What software may do with a field. */
public enum Access {
  /** Read and written. */
  READ_WRITE("rw", true, true),
  /** Read only. */
  READ_ONLY("ro", true, false),
  /** Written only. */
  WRITE_ONLY("wo", false, true),
  /** Neither. */
  NONE("no", false, false),
  /** Read; written with 1 to clear it. */
  WRITE_ONE_TO_CLEAR("w1c", true, false);

  private final String text;
  private final boolean readable;
  private final boolean writable;

  Access(String text, boolean readable, boolean writable) {
    this.text = text;
    this.readable = readable;
    this.writable = writable;
  }

  /** The kind's name in the layout text. */
  public String text() {
    return text;
  }

  /** Whether it has getters. */
  public boolean readable() {
    return readable;
  }

  /** Whether any value may be stored in it. */
  public boolean writable() {
    return writable;
  }

  static Access of(String text) {
    for (Access access : values()) {
      if (access.text.equals(text)) {
        return access;
      }
    }
    throw new IllegalArgumentException("no access: " + text);
  }
}
