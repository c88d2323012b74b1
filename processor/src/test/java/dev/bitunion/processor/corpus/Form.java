package dev.bitunion.processor.corpus;

import dev.bitunion.processor.corpus.Declaration.Accessor;

/** A generated form, seen from outside: bytes in, values out, and back. */
interface Form {
  /** What the report calls it. */
  String name();

  /** The value that the getter gives: a Boolean, Integer or Long. */
  Object read(byte[] bytes, Accessor field) throws ReflectiveOperationException;

  /** The bytes after the truncating setter; the argument is left alone. */
  byte[] write(byte[] bytes, Accessor field, long value) throws ReflectiveOperationException;
}
