package dev.bitunion.importer.conform;

import dev.bitunion.importer.emit.Imported;
import dev.bitunion.importer.emit.Member;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads one field through its generated accessor: from a word, or from memory. */
final class Reader {
  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

  private final MethodHandle handle;
  private final boolean wide;
  private final Member member;

  private Reader(MethodHandle handle, boolean wide, Member member) {
    this.handle = handle;
    this.wide = wide;
    this.member = member;
  }

  /**
   * Finds the accessor of a field.
   *
   * @param owner the generated class: {@code XBits}, or {@code XBuffer} of a wide type
   * @throws NoSuchMethodException if it has no such reader
   */
  static Reader of(Class<?> owner, Imported union, Member member)
      throws NoSuchMethodException, IllegalAccessException {
    int parameters = union.isWide() ? 2 : 1;
    Method method =
        Arrays.stream(owner.getDeclaredMethods())
            .filter(m -> m.getName().equals(member.getter()))
            .filter(m -> m.getParameterCount() == parameters)
            .findFirst()
            .orElseThrow(
                () -> new NoSuchMethodException(owner.getSimpleName() + "." + member.getter()));
    method.setAccessible(true);
    MethodHandle handle = MethodHandles.lookup().unreflect(method);
    if (handle.type().returnType() == boolean.class) {
      handle =
          MethodHandles.explicitCastArguments(handle, handle.type().changeReturnType(int.class));
    }
    MethodType type =
        union.isWide()
            ? MethodType.methodType(long.class, ByteBuffer.class, int.class)
            : MethodType.methodType(long.class, long.class);
    return new Reader(MethodHandles.explicitCastArguments(handle, type), union.isWide(), member);
  }

  Member member() {
    return member;
  }

  /** The field's number, as C's type reads it. */
  BigInteger read(long word, ByteBuffer bytes) {
    long bits;
    try {
      bits = wide ? (long) handle.invokeExact(bytes, 0) : (long) handle.invokeExact(word);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    if (member.signed()) {
      return BigInteger.valueOf(bits);
    }
    // Java's int and long hold the bits of C's unsigned types of the same size.
    long unsigned = member.bits() == Integer.SIZE ? bits & 0xffff_ffffL : bits;
    BigInteger value = BigInteger.valueOf(unsigned);
    return unsigned < 0 ? value.add(TWO_64) : value;
  }

  /** The word that C's bytes are. */
  static long word(byte[] bytes, ByteOrder order) {
    long word = 0;
    for (int i = 0; i < bytes.length; i++) {
      int at = order == ByteOrder.BIG_ENDIAN ? i : bytes.length - 1 - i;
      word = word << Byte.SIZE | bytes[at] & 0xff;
    }
    return word;
  }
}
