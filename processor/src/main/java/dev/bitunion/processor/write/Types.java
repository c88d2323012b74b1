package dev.bitunion.processor.write;

import dev.bitunion.processor.model.JavaName;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.source.ClassName;
import dev.bitunion.processor.source.TypeName;
import java.util.List;

/** Names of types in generated code. */
final class Types {
  static final ClassName STRING = ClassName.get(String.class);
  static final ClassName ILLEGAL = ClassName.get(IllegalArgumentException.class);

  private Types() {}

  /** The type itself. */
  static ClassName of(JavaName name) {
    List<String> names = name.simpleNames();
    String[] inner = names.subList(1, names.size()).toArray(new String[0]);
    return ClassName.get(name.packageName(), names.get(0), inner);
  }

  /** A class generated for the type. */
  static ClassName generated(JavaName name, String suffix) {
    return ClassName.get(name.packageName(), name.generated(suffix));
  }

  /** What a field's accessor in {@code XBits} takes and gives; words of unions as numbers. */
  static TypeName value(Accessor field) {
    return switch (field.type().kind()) {
      case BOOLEAN -> TypeName.BOOLEAN;
      case BYTE -> TypeName.BYTE;
      case SHORT -> TypeName.SHORT;
      case CHAR -> TypeName.CHAR;
      case LONG -> TypeName.LONG;
      case ENUM, CONVERTED -> of(field.type().name());
      case UNION -> isLong(field) ? TypeName.LONG : TypeName.INT;
      default -> TypeName.INT;
    };
  }

  /** Whether the field's number is a {@code long}. */
  static boolean isLong(Accessor field) {
    return switch (field.type().kind()) {
      case LONG -> true;
      case UNION, CONVERTED -> field.layout().width() > 32;
      default -> false;
    };
  }
}
