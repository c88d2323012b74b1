package dev.bitunion.processor.model;

/** A class that can be asked for; the constants are those of the annotation's enum. */
public enum Form {
  /** A record of the word. */
  VALUE(true),
  /** A builder that insists on fields without a default. */
  BUILDER(true),
  /** Fused conditions. */
  MATCH(true),
  /** Over Java arrays. */
  ARRAY(false),
  /** Over {@code ByteBuffer}. */
  BUFFER(false),
  /** Over {@code MemorySegment}. */
  SEGMENT(false),
  /** Atomic updates. */
  ATOMIC(true);

  private final boolean needsWord;

  Form(boolean needsWord) {
    this.needsWord = needsWord;
  }

  /** Whether only types of up to 64 bits have it. */
  public boolean needsWord() {
    return needsWord;
  }
}
