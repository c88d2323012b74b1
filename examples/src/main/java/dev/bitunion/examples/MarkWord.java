package dev.bitunion.examples;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Form;
import dev.bitunion.Skip;

/**
 * The mark word at the head of every object in HotSpot, 64-bit, without compact object headers
 * (OpenJDK 21, {@code markWord.hpp}).
 */
@BitUnion(
    bits = 64,
    forms = {Form.VALUE, Form.ATOMIC})
public interface MarkWord {
  /** Whether and how the object is locked. */
  @Field(bits = 2)
  Lock lock();

  /** Collections that the object has survived, at most 15. */
  @Skip(1)
  @Field(bits = 4)
  int age();

  /** The identity hash code; 0 before it is asked for. */
  @Skip(1)
  @Field(bits = 31)
  int hash();

  /** States of a lock, in the order of their encoding. */
  enum Lock {
    /** Locked: the rest is a pointer to the lock's record on a stack. */
    STACK,
    /** Not locked. */
    UNLOCKED,
    /** Locked by a monitor: the rest is a pointer to it. */
    MONITOR,
    /** Marked by the collector. */
    MARKED
  }
}
