package dev.bitunion.processor.write;

import com.palantir.javapoet.TypeName;
import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.plan.Accessor;
import java.util.ArrayList;
import java.util.List;

/** Which methods of {@code XBits} the other forms offer for a field. */
final class Calls {
  private Calls() {}

  /**
   * A method that reads.
   *
   * @param name its name
   * @param type what it gives
   * @param what the same in words
   */
  record Read(String name, TypeName type, String what) {}

  /**
   * A method that sets.
   *
   * @param tail the end of its name
   * @param type what it takes
   * @param verb what it does with the field, in words
   * @param checks whether it refuses values
   */
  record Write(String tail, TypeName type, String verb, boolean checks) {}

  static List<Read> reads(Accessor field) {
    List<Read> reads = new ArrayList<>();
    if (!field.readable()) {
      return reads;
    }
    switch (field.type().kind()) {
      case BOOLEAN -> {
        reads.add(new Read(field.method(), TypeName.BOOLEAN, "whether it is set"));
        reads.add(new Read(field.camel() + "Bit", TypeName.INT, "0 or 1"));
      }
      case ENUM, CONVERTED -> {
        reads.add(new Read(field.method(), Types.value(field), "the value"));
        reads.add(new Read(field.camel() + "Raw", number(field), "the number behind it"));
      }
      default -> reads.add(new Read(field.method(), Types.value(field), "the value"));
    }
    return reads;
  }

  static List<Write> writes(Accessor field) {
    List<Write> writes = new ArrayList<>();
    if (!field.writable()) {
      return writes;
    }
    int bits = field.layout().width() + field.traits().scale();
    boolean checks = isNumber(field) && bits < field.type().kind().maxBits();
    boolean truncates = field.truncates() && isNumber(field);
    writes.add(new Write("", Types.value(field), "Sets", checks && !truncates));
    if (truncates) {
      writes.add(new Write("Checked", Types.value(field), "Sets", checks));
    } else if (!field.is(Kind.UNION)) {
      TypeName value = isNumber(field) ? Types.value(field) : number(field);
      writes.add(new Write("Truncated", value, "Sets, as C does without the high bits,", false));
    }
    return writes;
  }

  private static TypeName number(Accessor field) {
    return Types.isLong(field) ? TypeName.LONG : TypeName.INT;
  }

  private static boolean isNumber(Accessor field) {
    return switch (field.type().kind()) {
      case BOOLEAN, ENUM, UNION, CONVERTED -> false;
      default -> true;
    };
  }
}
