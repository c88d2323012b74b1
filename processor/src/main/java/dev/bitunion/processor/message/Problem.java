package dev.bitunion.processor.message;

import java.util.Locale;
import javax.tools.Diagnostic.Kind;

/**
 * The catalogue of everything that the processor says. A problem's id, printed in brackets, is its
 * name: {@code [bitunion-overlap]}. Each has its page in docs/errors.md and its case in the tests.
 */
public enum Problem {
  /** A class, record, enum or annotation bears the annotation. */
  NOT_AN_INTERFACE("@BitUnion belongs on an interface, but %s is a kind of %s."),
  /** Generated code could not name the type. */
  PRIVATE_TYPE("%s is private, or inside a private type: generated code cannot implement it."),
  /** Generated code could not name the type. */
  LOCAL_TYPE("%s is declared in a method: generated code cannot implement it."),
  /** The type has parameters. */
  GENERIC_TYPE("%s has type parameters: a word has one layout, so remove them."),
  /** The type names those who may implement it. */
  SEALED_TYPE("%s is sealed: the generated record %s could not implement it."),
  /** A supertype brings methods that are no fields. */
  INHERITED_FIELD("%s inherits %s: declare every field in the interface itself."),
  /** Nothing is declared. */
  NO_FIELDS("%s declares no field: give its methods @Field(bits = n)."),
  /** The width is none that storage can have. */
  WORD_WIDTH("A word has 8, 16, 32 or 64 bits, or other whole bytes up to %2$s bits; not %1$s."),
  /** The stated size is not what the C ABI makes of the members. */
  SIZE("bits = %s, but the members need %s bits by the rules of %s; state that, or leave it out."),
  /** Another type has the name of a generated one. */
  GENERATED_NAME("%s cannot be generated: a type of this name exists; rename the interface %s."),

  /** An annotation for fields stands in a type that is no union. */
  MISSING_BIT_UNION("@%s on %s means nothing here: %s has no @BitUnion."),
  /** A padding stands on a method that is no field. */
  SKIP_WITHOUT_FIELD("@Skip on %s pads nothing: it belongs on a method with @Field."),
  /** A padding of no bits. */
  SKIP_WIDTH("@Skip skips %s bits; it skips at least %s."),
  /** A padding behind the last field that ends behind the word. */
  SKIP_BEYOND_WORD("@Skip behind the last field leads to bit %s, but the word has %s bits."),
  /** A rule for no bits. */
  SKIP_RESERVED("@Skip(0) skips no bits of which anything could be demanded; remove reserved."),
  /** An abstract method is no field. */
  METHOD_WITHOUT_FIELD("Method %s has neither @Field nor a body: nothing could implement it."),
  /** A method with a body is declared as a field. */
  FIELD_WITH_BODY("@Field on the %s method %s: a field is a method without a body."),
  /** A field's method takes parameters. */
  PARAMETERS(
      "Field %s takes parameters: a field is read by a method without any, an array by one with an"
          + " int index."),
  /** A raw word that is a field. */
  RAW_AND_FIELD("%s is both @Raw and @Field: a raw word lies over the fields; remove one."),
  /** A field without a name. */
  ANONYMOUS("@Anonymous on %s, which returns no @View: only a view can do without a name."),
  /** A field's method has type parameters. */
  GENERIC_METHOD("Field %s has type parameters: a field has one type."),

  /** The return type is none that a field can have. */
  UNSUPPORTED_TYPE(
      "Field %s returns %s; a field is a boolean, byte, short, char, int, long, an enum or a"
          + " @BitUnion; other types need a converter."),
  /** The width is 0 or less. */
  WIDTH("Field %s has %s bits; a field has at least 1 (unnamed padding is @Skip)."),
  /** A flag of several bits. */
  BOOLEAN_WIDTH("Field %s has %s bits, but boolean holds 1; return int, or an enum."),
  /** The return type cannot hold the width. */
  WIDER_THAN_TYPE("Field %s has %s bits, but %s holds at most %s."),
  /** {@code flatten} on what holds no fields. */
  FLATTEN_WITHOUT_UNION("flatten means nothing for %s: %s is no @BitUnion."),

  /** A C type is stated where no C ABI places members. */
  TYPE_WITHOUT_ABI(
      "%s has a C type, but abi = %s places bits without; remove it, or state an abi."),
  /** A C ABI places members by their types. */
  TYPE_MISSING("%s has no C type, but abi = %s places members by it: state type = CType...."),
  /** The bit-field is wider than its C type. */
  WIDER_THAN_C_TYPE("%s has %s bits, but its C type %s has %s."),
  /** A split field or raw word has a C type. */
  TYPE_OF_PARTS("Field %s has places of its own: a C type means nothing for it."),
  /** An array's elements are bit-fields under a C ABI. */
  ARRAY_OF_BIT_FIELDS("Field %s is an array: in C its elements are no bit-fields; remove bits."),
  /** The C type is unsigned. */
  SIGNED_TYPE("Field %s is signed, but its C type is %s; the type alone says the sign."),
  /** A value that means nothing beside parts. */
  PARTS_AND("Field %s has parts, which say where its bits are: remove %s."),
  /** A part is none. */
  PART("Field %s has a part of %s bits at bit %s; a part has 1 to 64 bits from bit 0 on."),
  /** Two parts share bits. */
  PARTS_OVERLAP("Field %s: its part at bit %s overlaps its part at bit %s."),
  /** The method of an array has no index. */
  COUNT_WITHOUT_INDEX("Field %s is an array: give its method the parameter int index."),
  /** A method with an index is no array. */
  INDEX_WITHOUT_COUNT("Field %s takes an index: state count = n in @Field."),
  /** An array of nothing, or of more than a type holds. */
  COUNT("Field %s has %s elements; an array has at least 1 and ends within %s bits."),
  /** Elements would overlap, or C would not put them there. */
  STRIDE("Field %s has a stride of %s bits, but its elements need %s."),
  /** An array of unions. */
  ARRAY_OF_UNIONS("Field %s is an array of unions; return int or long, and pass its words on."),
  /** The scale is none. */
  SCALE("Field %s has a scale of %s; a value is shifted by 0 to 63 bits."),
  /** A value of the annotation that means something for numbers alone. */
  NEEDS_NUMBER("Field %s: %s means nothing for %s, which is no number."),
  /** A char cannot be negative. */
  SIGNED_CHAR("Field %s is signed, but char has no negative values; return short or int."),
  /** A value that means nothing for reserved fields. */
  RESERVED_AND("Field %s is reserved, which says what software may do: remove %s."),
  /** A union whose fields are cleared by writing 1. */
  CLEARED_UNION("Field %s is cleared by writing 1: say so of the fields of %s."),
  /** The reset value does not fit. */
  INIT("Field %s starts with %s, but holds %s..%s."),
  /** The converter is none. */
  CONVERTER("Field %s: converter %s %s."),
  /** A view that holds itself. */
  VIEW_RECURSION("View %s makes %s hold itself."),
  /** A view that is part of nothing. */
  VIEW_UNUSED(
      Kind.WARNING,
      "View %1$s is part of nothing: no method of %2$s returns it; add one, or remove the view."),
  /** The packed attribute where nothing is aligned. */
  PACKED_WITHOUT_ABI("packed means nothing for view %s: abi = LINEAR aligns nothing."),
  /** A view that generated code cannot implement. */
  VIEW_SHAPE(
      "View %s must be an interface that is not private, sealed or generic, and inherits nothing."),
  /** A value of @Field that means nothing for a view. */
  ON_VIEW("%s means nothing for view %s: its fields have their own."),
  /** A raw word of another type. */
  RAW_TYPE("Raw word %s returns %s; a raw word is an int or a long."),
  /** A raw word wider than its type. */
  RAW_WIDTH("Raw word %s has %s bits, but %s holds 1 to %s; state bits, or return long."),
  /** Views that nest without end. */
  TOO_MANY_FIELDS("%s has more than %s fields, those of views included."),
  /** The layout is another one than the lock says. */
  LOCK(
      "The layout of %s is not the locked one. Locked: \"%s\". Now: \"%s\"; if that is meant,"
          + " lock it."),

  /** Two fields share bits. */
  OVERLAP("Field %s at %s overlaps field %s at %s."),
  /** The stated offset is below 0. */
  AT_NEGATIVE("Field %s is at bit %s; the lowest bit is 0."),
  /** The stated offset lies before the sequence. */
  AT_BEFORE_SEQUENCE(
      "Field %s is at bit %s, but the sequence has reached bit %s; declare fields in bit order."),
  /** The stated offset disagrees with the skipped bits. */
  AT_AFTER_SKIP("Field %s is at bit %s, but @Skip leads to bit %s; state one of them."),
  /** The field ends behind the word. */
  BEYOND_WORD("Field %s at %s does not fit in the word's %s bits."),

  /** The stated offset is one that the C ABI does not give. */
  MISALIGNED("Field %s cannot be at bit %s: no compiler puts it there by the rules of %s."),

  /** The C name is none. */
  C_NAME("The C name \"%s\" of field %s is no identifier; state one as cName."),
  /** Two fields have one C name, or names that differ in case alone. */
  DUPLICATE_C_NAME("Fields %s and %s would both have constants %s_*; state another cName."),
  /** A generated member has the field's name. */
  RESERVED_NAME("Field %s has the name of a generated member; write %s_ (the C name stays %s)."),
  /** What is generated for two fields has one name. */
  NAME_CLASH("Fields %s and %s would both have a generated method %s; rename one of them."),
  /** A view's accessor has the name of a field that a view brings. */
  VIEW_CLASH(
      "View %s and a field of a view would both have the method %s in the value; rename one, or write"
          + " %s_ for the view."),
  /** What is generated for a field of a nested union has the name of what another field has. */
  FLATTEN_CLASH(
      "Field %s and field %s of %s would both have %s; rename one, or set flatten = false on %s."),

  /** The enum has no constant. */
  ENUM_EMPTY("Field %s returns %s, which has no constants."),
  /** The enum has more constants than the field has numbers. */
  ENUM_DOES_NOT_FIT("Field %s has %s for %s..%s, but %s.%s is %s."),
  /** Two constants have one number. */
  ENUM_SAME_NUMBER("Field %s: %s and %s of %s are both %s; give each a number of its own."),
  /** Two constants stand for all other numbers. */
  ENUM_FALLBACKS("Field %s: %s and %s of %s are both @Fallback; leave it on one of them."),
  /** Some numbers have no constant. */
  ENUM_GAPS(
      Kind.WARNING,
      "Field %s has %s numbers, but %s names %s: reading another throws; name all, or mark a"
          + " constant @Fallback."),

  /** The nested union has another width. */
  NESTED_WIDTH("Field %s has %s, but a word of %s has %s."),
  /** A union holds itself. */
  RECURSION("Field %s makes the union hold itself: %s."),
  /** The nested union is not generated here, or its layout cannot be read. */
  NESTED_UNKNOWN("Field %s: union %s has no %s here; compile it with the bitunion processor."),
  /** The nested union's layout text is of another version. */
  NESTED_VERSION(
      "Field %s: %s was generated by another version of bitunion (%s); compile it anew."),
  /** The nested union is faulty itself. */
  NESTED_FAULTY("Field %s: union %s has errors of its own."),

  /** The form is one of a word, and the type is wider. */
  FORM_NEEDS_WORD(
      "Form %s is for types of up to 64 bits, and this one has %s; ask for BUFFER, ARRAY or SEGMENT."),
  /** The form needs a newer Java. */
  FORM_NEEDS_JAVA(
      "Form %s needs source level %s, and this compilation has %s; raise --release, or ask for BUFFER or ARRAY."),

  /** The value of a union inside is needed, and not asked for. */
  FORM_OF_NESTED("Field %s needs form VALUE of %s; add it there, or leave VALUE out here."),
  /** The C type of a proof is none. */
  C_TYPE("\"%s\" names no C type; write struct x, union x, or a typedef's name."),
  /** The header of a proof is none. */
  C_HEADER("\"%s\" is no header; write it as in #include, without the brackets."),
  /** The processor itself failed. */
  INTERNAL("The processor failed on %s: %s. Please report this with the interface's source.");

  private final String text;
  private final Kind kind;

  Problem(String text) {
    this(Kind.ERROR, text);
  }

  Problem(Kind kind, String text) {
    this.kind = kind;
    this.text = text;
  }

  /** The id that stands in brackets before the message. */
  public String id() {
    return "bitunion-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How grave it is. */
  public Kind kind() {
    return kind;
  }

  /** The message as it is printed. */
  public String message(Object... arguments) {
    return "[" + id() + "] " + String.format(Locale.ROOT, text, arguments);
  }
}
