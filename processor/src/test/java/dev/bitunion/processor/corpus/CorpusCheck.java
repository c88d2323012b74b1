package dev.bitunion.processor.corpus;

import dev.bitunion.processor.corpus.CorpusType.Leaf;
import dev.bitunion.processor.corpus.CorpusType.Vector;
import dev.bitunion.processor.corpus.CorpusType.Write;
import dev.bitunion.processor.corpus.Declaration.Accessor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares one generated type with what gcc said and did. */
final class CorpusCheck {
  private static final Pattern UNION_LINE =
      Pattern.compile("(?m)^union \\S+ (\\d+) \\S+(?: .*?align=(\\d+))?");

  private final Declaration declaration;
  private final CorpusType type;
  private final List<String> mismatches = new ArrayList<>();
  private long checked;

  CorpusCheck(Declaration declaration) {
    this.declaration = declaration;
    this.type = declaration.type();
  }

  /** Offsets, widths, masks, size and alignment, from the generated constants. */
  CorpusCheck geometry(Class<?> constants) throws ReflectiveOperationException {
    Matcher union = UNION_LINE.matcher((String) constants.getField("LAYOUT").get(null));
    same("layout", true, union.find());
    same("bits", type.bits(), Integer.valueOf(union.group(1)));
    same("align", type.align() * 8, align(union.group(2)));
    for (Leaf leaf : type.fields()) {
      Accessor accessor = declaration.accessors().get(leaf.path());
      if (accessor.index() <= 0) {
        int shift = type.bigEndian() ? type.bits() - leaf.bit() - leaf.width() : leaf.bit();
        String head = accessor.constant();
        same(leaf.path() + " shift", shift, constants.getField(head + "_SHIFT").get(null));
        same(leaf.path() + " width", leaf.width(), constants.getField(head + "_WIDTH").get(null));
        if (type.size() <= 8 && accessor.index() < 0) {
          Field mask = constants.getField(head + "_MASK");
          BigInteger bits = Storage.number(longBytes(((Number) mask.get(null)).longValue()), true);
          same(leaf.path() + " mask", leaf.mask(), bits.and(low(type.bits())));
        }
      }
    }
    return this;
  }

  /** Every read vector, every write vector, and that rewriting what is there changes nothing. */
  CorpusCheck values(Form form) throws ReflectiveOperationException {
    for (Vector vector : type.vectors()) {
      byte[] rewritten = vector.bytes();
      for (int i = 0; i < type.fields().size(); i++) {
        Leaf leaf = type.fields().get(i);
        Accessor accessor = declaration.accessors().get(leaf.path());
        try {
          Object value = form.read(vector.bytes(), accessor);
          same(form.name() + " " + leaf.path(), vector.values().get(i), text(value, leaf));
          rewritten = form.write(rewritten, accessor, number(value));
        } catch (InvocationTargetException e) {
          mismatch(form.name() + " " + leaf.path() + ": " + e.getCause());
        }
      }
      same(form.name() + " round trip", Storage.hex(vector.bytes()), Storage.hex(rewritten));
    }
    for (Write write : type.writes()) {
      Accessor accessor = declaration.accessors().get(write.field());
      long value = new BigInteger(write.value()).longValue();
      byte[] before = write.before().clone();
      try {
        byte[] after = form.write(before, accessor, value);
        same(
            form.name() + " " + write.field() + " := " + write.value(),
            Storage.hex(write.after()),
            Storage.hex(after));
        same(form.name() + " argument", true, Arrays.equals(before, write.before()));
      } catch (InvocationTargetException e) {
        mismatch(form.name() + " " + write.field() + ": " + e.getCause());
      }
    }
    return this;
  }

  long checked() {
    return checked;
  }

  List<String> mismatches() {
    return mismatches;
  }

  private void same(String what, Object gcc, Object here) {
    checked++;
    if (!Objects.equals(gcc, here)) {
      mismatch(what + ": gcc " + gcc + ", generated " + here);
    }
  }

  private void mismatch(String what) {
    mismatches.add(type.id() + " (" + declaration.simpleName() + ") " + what);
  }

  private static int align(String text) {
    return text == null ? 8 : Integer.parseInt(text);
  }

  /** The value as C prints it: an int carries unsigned 32-bit fields too. */
  private static String text(Object value, Leaf leaf) {
    if (value instanceof Boolean flag) {
      return flag ? "1" : "0";
    }
    long number = number(value);
    if (!leaf.signed() && value instanceof Integer) {
      number &= 0xFFFFFFFFL;
    }
    return leaf.signed() ? Long.toString(number) : Long.toUnsignedString(number);
  }

  private static long number(Object value) {
    return value instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) value).longValue();
  }

  private static byte[] longBytes(long value) {
    return Storage.bytes(BigInteger.valueOf(value), 8, true);
  }

  private static BigInteger low(int bits) {
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
  }
}
