package dev.bitunion.importer.c;

import dev.bitunion.importer.BadInputException;
import dev.bitunion.importer.btf.BtfEnumerator;
import dev.bitunion.importer.c.CDeclaration.Declarator;
import dev.bitunion.importer.c.CDeclaration.Type;
import dev.bitunion.importer.layout.LeafKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parses declarations of structs, unions and enumerations; what is anything else is an error. */
final class CParser {
  private static final int MAX_DEPTH = 64;
  private static final Set<String> QUALIFIERS =
      Set.of("const", "volatile", "__user", "__rcu", "__iomem", "__percpu");
  private static final Set<String> C_WORDS =
      Set.of("unsigned", "signed", "long", "int", "short", "char");
  private static final CScalars.Scalar POINTER = new CScalars.Scalar(LeafKind.PTR, "*", 64, false);
  private static final CScalars.Scalar ENUM = new CScalars.Scalar(LeafKind.ENUM, "enum", 32, false);

  private final String source;
  private final List<Token> tokens;
  private final Map<String, CDeclaration> declared = new HashMap<>();
  private final Map<String, Type> typedefs = new HashMap<>();
  private final Map<String, List<BtfEnumerator>> enums = new HashMap<>();
  private final Map<String, CDeclaration> found = new LinkedHashMap<>();
  private int at;
  private int depth;

  CParser(String source, List<Token> tokens) {
    this.source = source;
    this.tokens = tokens;
  }

  /** Makes a name stand for a type that C or Linux knows. */
  void define(String name, String type) {
    CScalars.Scalar scalar = CScalars.named(type);
    if (scalar == null) {
      scalar = CScalars.words(List.of(type.split("\\s+")));
    }
    if (scalar == null) {
      throw new BadInputException(
          "--typedef " + name + "=" + type + ": " + type + " is no scalar type");
    }
    typedefs.put(name, new Type(scalar, null, false, name, "", List.of()));
  }

  /** All structs and unions that have a name, by their spelling in C, in order. */
  Map<String, CDeclaration> parse() {
    while (peek().kind() != Token.Kind.END) {
      if (!skip(";")) {
        topLevel();
      }
    }
    if (found.isEmpty()) {
      throw error(peek(), "no struct or union here");
    }
    return found;
  }

  private void topLevel() {
    String doc = comments();
    boolean typedef = skip("typedef");
    Token start = peek();
    if (!start.is("struct") && !start.is("union") && !start.is("enum")) {
      throw error(start, "expected struct, union or enum, found " + start.shown());
    }
    Type type = specifiers(doc);
    if (type.composite() != null && !type.composite().name().isEmpty() && !type.reference()) {
      CDeclaration composite = type.composite();
      found.put((composite.union() ? "union " : "struct ") + composite.name(), composite);
    }
    if (typedef) {
      Token name = take();
      if (name.kind() != Token.Kind.WORD) {
        throw error(name, "expected the typedef's name, found " + name.shown());
      }
      typedefs.put(
          name.text(),
          new Type(
              type.scalar(),
              type.composite(),
              true,
              name.text(),
              type.enumName(),
              type.enumerators()));
      if (type.composite() != null && type.composite().name().isEmpty()) {
        found.put(name.text(), type.composite());
      }
    }
    attributes();
    expect(";");
    trailing();
  }

  private Type specifiers(String doc) {
    List<String> words = new ArrayList<>();
    Token start = peek();
    while (true) {
      attributes();
      Token token = peek();
      if (token.kind() != Token.Kind.WORD) {
        break;
      }
      if (QUALIFIERS.contains(token.text())) {
        take();
      } else if (words.isEmpty() && (token.is("struct") || token.is("union"))) {
        return composite(doc);
      } else if (words.isEmpty() && token.is("enum")) {
        return enumeration();
      } else if (C_WORDS.contains(token.text())) {
        words.add(take().text());
      } else if (words.isEmpty()) {
        return named(take());
      } else {
        break;
      }
    }
    CScalars.Scalar scalar = CScalars.words(words);
    if (scalar == null) {
      throw error(start, "expected a type, found " + start.shown());
    }
    return new Type(scalar, null, false, "", "", List.of());
  }

  private Type named(Token name) {
    Type known = typedefs.get(name.text());
    if (known != null) {
      return known;
    }
    if (name.is("void")) {
      return new Type(null, null, true, "", "", List.of());
    }
    CScalars.Scalar scalar = CScalars.named(name.text());
    if (scalar == null) {
      throw error(
          name, "type " + name.text() + " is not known; say --typedef " + name.text() + "=u32");
    }
    String typedef = name.text().equals(scalar.base()) ? "" : name.text();
    return new Type(scalar, null, false, typedef, "", List.of());
  }

  private Type composite(String doc) {
    boolean union = take().is("union");
    boolean packed = attributes();
    Token name = peek();
    String tag = name.kind() == Token.Kind.WORD ? take().text() : "";
    packed |= attributes();
    if (!skip("{")) {
      CDeclaration known = declared.get((union ? "union " : "struct ") + tag);
      if (known == null) {
        known = new CDeclaration(union, tag, false, null, "");
      }
      return new Type(null, known, true, "", "", List.of());
    }
    if (++depth > MAX_DEPTH) {
      throw error(name, "nested more than " + MAX_DEPTH + " deep");
    }
    List<Declarator> members = new ArrayList<>();
    while (!skip("}")) {
      if (!skip(";")) {
        member(members);
      }
    }
    depth--;
    packed |= attributes();
    CDeclaration made = new CDeclaration(union, tag, packed, List.copyOf(members), doc);
    if (!tag.isEmpty()) {
      declared.put((union ? "union " : "struct ") + tag, made);
    }
    return new Type(null, made, false, "", "", List.of());
  }

  private Type enumeration() {
    take();
    Token name = peek();
    String tag = name.kind() == Token.Kind.WORD ? take().text() : "";
    List<BtfEnumerator> values = enums.getOrDefault(tag, List.of());
    if (skip("{")) {
      values = new ArrayList<>();
      long next = 0;
      while (!skip("}")) {
        Token constant = take();
        if (constant.kind() != Token.Kind.WORD) {
          throw error(constant, "expected a constant's name, found " + constant.shown());
        }
        if (skip("=")) {
          boolean negative = skip("-");
          next = negative ? -number("a value") : number("a value");
        }
        values.add(new BtfEnumerator(constant.text(), next++));
        if (!skip(",") && !peek().is("}")) {
          throw error(peek(), "expected , or }, found " + peek().shown());
        }
      }
      if (!tag.isEmpty()) {
        enums.put(tag, values);
      }
    }
    boolean signed = values.stream().anyMatch(v -> v.value() < 0);
    CScalars.Scalar scalar = new CScalars.Scalar(ENUM.kind(), ENUM.base(), ENUM.bits(), signed);
    return new Type(scalar, null, false, "", tag.isEmpty() ? "(anon)" : tag, values);
  }

  private void member(List<Declarator> members) {
    String doc = comments();
    if (peek().kind() == Token.Kind.END) {
      throw error(peek(), "the closing brace is missing");
    }
    if (peek().is("}")) {
      return;
    }
    int first = members.size();
    Type type = specifiers("");
    do {
      Declarator member = declarator(type, doc);
      members.add(member);
    } while (skip(","));
    attributes();
    expect(";");
    String trailing = trailing();
    for (int i = first; i < members.size() && !trailing.isEmpty(); i++) {
      Declarator m = members.get(i);
      String both = m.doc().isEmpty() ? trailing : m.doc() + "\n" + trailing;
      members.set(
          i,
          new Declarator(
              m.name(),
              m.type(),
              m.pointer(),
              m.width(),
              m.count(),
              m.array(),
              both,
              m.line(),
              m.column()));
    }
  }

  private Declarator declarator(Type type, String doc) {
    boolean pointer = false;
    while (skip("*")) {
      pointer = true;
      while (QUALIFIERS.contains(peek().text())) {
        take();
      }
    }
    Token name = peek();
    if (name.is("(")) {
      throw error(name, "function pointers are not understood; write void *");
    }
    String called = name.kind() == Token.Kind.WORD ? take().text() : "";
    attributes();
    int width = -1;
    long count = 1;
    boolean array = false;
    if (skip(":")) {
      Token number = peek();
      long stated = number("the bit-field's width, a number");
      if (pointer || type.scalar() == null || type.scalar().kind() == LeafKind.FLOAT) {
        throw error(number, "only an integer can be a bit-field");
      }
      int most = type.scalar().kind() == LeafKind.BOOL ? 1 : type.scalar().bits();
      if (stated > most || stated == 0 && !called.isEmpty()) {
        throw error(number, "a bit-field of " + stated + " bits in a type of " + most);
      }
      width = (int) stated;
    }
    while (skip("[")) {
      array = true;
      count = peek().is("]") ? 0 : Math.multiplyExact(count, Math.min(number("a size"), 1 << 24));
      expect("]");
    }
    attributes();
    if (count > 1 << 28) {
      throw error(name, "this array is too large");
    }
    if (called.isEmpty() && width < 0 && (type.composite() == null || type.reference())) {
      throw error(name, "expected a name, found " + name.shown());
    }
    Type held = pointer ? new Type(POINTER, null, false, "", "", List.of()) : type;
    if (held.scalar() == null && (held.composite() == null || held.composite().members() == null)) {
      String what = held.composite() == null ? "void" : tag(held.composite());
      throw error(name, "the size of " + what + " is not known; paste its declaration, too");
    }
    return new Declarator(
        called, held, pointer, width, count, array, doc, name.line(), name.column());
  }

  private static String tag(CDeclaration composite) {
    return (composite.union() ? "union " : "struct ") + composite.name();
  }

  /** Takes attributes; whether one of them is packed. */
  private boolean attributes() {
    boolean packed = false;
    while (true) {
      if (peek().is("__packed")) {
        take();
        packed = true;
      } else if (peek().is("__attribute__")) {
        Token start = take();
        int depth = 0;
        do {
          Token token = take();
          depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
          packed |= token.is("packed") || token.is("__packed__");
          if (token.is("aligned") || token.is("__aligned__") || token.kind() == Token.Kind.END) {
            throw error(start, "attributes that align are not understood");
          }
        } while (depth > 0);
      } else {
        return packed;
      }
    }
  }

  private long number(String what) {
    Token token = take();
    if (token.kind() != Token.Kind.NUMBER) {
      throw error(token, "expected " + what + ", found " + token.shown());
    }
    try {
      return Long.decode(token.text().replaceFirst("[uUlL]+$", ""));
    } catch (NumberFormatException e) {
      throw error(token, token.shown() + " is not a number");
    }
  }

  private String comments() {
    StringBuilder said = new StringBuilder();
    while (tokens.get(at).kind() == Token.Kind.COMMENT) {
      said.append(said.length() == 0 ? "" : "\n").append(tokens.get(at).text());
      at++;
    }
    return said.toString();
  }

  /** The comment behind what was just taken, on the same line. */
  private String trailing() {
    Token next = tokens.get(at);
    boolean here = next.kind() == Token.Kind.COMMENT && next.line() == tokens.get(at - 1).endLine();
    if (here) {
      at++;
    }
    return here ? next.text() : "";
  }

  private Token peek() {
    int i = at;
    while (tokens.get(i).kind() == Token.Kind.COMMENT) {
      i++;
    }
    return tokens.get(i);
  }

  private Token take() {
    while (tokens.get(at).kind() == Token.Kind.COMMENT) {
      at++;
    }
    Token token = tokens.get(at);
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }

  private boolean skip(String text) {
    if (peek().is(text)) {
      take();
      return true;
    }
    return false;
  }

  private void expect(String text) {
    Token token = peek();
    if (!skip(text)) {
      throw error(token, "expected " + text + ", found " + token.shown());
    }
  }

  private BadInputException error(Token token, String message) {
    return new BadInputException(
        source + ":" + token.line() + ":" + token.column() + ": " + message);
  }
}
