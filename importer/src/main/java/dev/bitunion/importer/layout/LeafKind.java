package dev.bitunion.importer.layout;

/** What a leaf of a C type holds. The names are those of the layout tables' column {@code kind}. */
public enum LeafKind {
  INT,
  BOOL,
  ENUM,
  ENUM64,
  FLOAT,
  PTR,
  ARRAY,
  STRUCT,
  UNION,
  /** A type that was declared and never defined, or a kind that this program does not know. */
  FWD;

  /** Whether C reads it as a number. */
  public boolean isScalar() {
    return this == INT || this == BOOL || this == ENUM || this == ENUM64;
  }
}
