package dev.bitunion.importer.btf;

/** The kinds of a BTF type, in the order of their numbers (Linux Documentation/bpf/btf.rst). */
public enum BtfKind {
  /** Number 0: no type; what {@code void} refers to. */
  VOID(0, 0),
  INT(4, 0),
  PTR(0, 0),
  ARRAY(12, 0),
  STRUCT(0, 12),
  UNION(0, 12),
  ENUM(0, 8),
  FWD(0, 0),
  TYPEDEF(0, 0),
  VOLATILE(0, 0),
  CONST(0, 0),
  RESTRICT(0, 0),
  /** A function; its vlen is a linkage, no count. */
  FUNC(0, 0),
  FUNC_PROTO(0, 8),
  VAR(4, 0),
  DATASEC(0, 12),
  FLOAT(0, 0),
  DECL_TAG(4, 0),
  TYPE_TAG(0, 0),
  ENUM64(0, 12);

  private static final BtfKind[] ALL = values();

  private final int fixedBytes;
  private final int bytesEach;

  BtfKind(int fixedBytes, int bytesEach) {
    this.fixedBytes = fixedBytes;
    this.bytesEach = bytesEach;
  }

  /** The kind of a number, or null if this reader does not know it. */
  static BtfKind of(int number) {
    return number < ALL.length ? ALL[number] : null;
  }

  /** Bytes that follow a type's 12-byte head, if it has {@code vlen} entries. */
  long trailingBytes(int vlen) {
    return fixedBytes + (long) bytesEach * vlen;
  }

  /** Whether the head's third word is the type that this one refers to, and not a size. */
  boolean refersToType() {
    return switch (this) {
      case PTR, TYPEDEF, VOLATILE, CONST, RESTRICT, FUNC, FUNC_PROTO, VAR, DECL_TAG, TYPE_TAG ->
          true;
      default -> false;
    };
  }

  /** Whether a member of this kind has the layout of what it refers to: qualifiers and typedefs. */
  public boolean isAlias() {
    return switch (this) {
      case TYPEDEF, VOLATILE, CONST, RESTRICT, TYPE_TAG -> true;
      default -> false;
    };
  }

  /** Whether it has members. */
  public boolean isComposite() {
    return this == STRUCT || this == UNION;
  }

  /** Whether it has named values. */
  public boolean isEnum() {
    return this == ENUM || this == ENUM64;
  }
}
