package dev.bitunion.processor.read;

import dev.bitunion.layout.Access;
import dev.bitunion.layout.Names;
import dev.bitunion.layout.Reserved;
import dev.bitunion.layout.abi.Abi;
import dev.bitunion.layout.abi.CScalar;
import dev.bitunion.layout.place.Member;
import dev.bitunion.processor.message.Site;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.FieldOptions;
import dev.bitunion.processor.model.FieldSites;
import dev.bitunion.processor.model.JavaName;
import dev.bitunion.processor.model.MemberModel;
import dev.bitunion.processor.model.MethodModel;
import dev.bitunion.processor.model.ScopeModel;
import dev.bitunion.processor.model.TypeShape;
import dev.bitunion.processor.model.ValueType;
import dev.bitunion.processor.model.ViewModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads the members of one union, and those of the views inside it. */
final class ScopeReader {
  /** Above it a type is no declaration that a person wrote, and views nest without end. */
  static final int MAX_FIELDS = 4096;

  private final Elements elements;
  private final TypeReader types;
  private final ShapeReader shapes;
  private final boolean truncates;
  private final List<FieldModel> fields = new ArrayList<>();
  private final List<MethodModel> methods = new ArrayList<>();
  private final Map<JavaName, TypeShape> viewShapes = new LinkedHashMap<>();
  private final List<TypeElement> open = new ArrayList<>();

  ScopeReader(Elements elements, TypeReader types, ShapeReader shapes, boolean truncates) {
    this.elements = elements;
    this.types = types;
    this.shapes = shapes;
    this.truncates = truncates;
  }

  /** The names that stand in front of those of a view's members. */
  private record Head(String method, String cName, boolean inView) {
    Head of(String name, String c) {
      String c0 = cName.isEmpty() ? c : cName + "." + c;
      return new Head(Names.camel(method(name)), c0, true);
    }

    String method(String name) {
      return method.isEmpty() ? name : method + Names.capital(name);
    }

    String cName(String name) {
      return cName.isEmpty() ? name : cName + "." + name;
    }
  }

  ScopeModel read(TypeElement union, Abi abi) {
    return scope(union, abi, new Head("", "", false));
  }

  List<FieldModel> fields() {
    return fields;
  }

  List<MethodModel> methods() {
    return methods;
  }

  Map<JavaName, TypeShape> viewShapes() {
    return viewShapes;
  }

  private ScopeModel scope(TypeElement type, Abi abi, Head head) {
    open.add(type);
    List<ExecutableElement> declared = ElementFilter.methodsIn(type.getEnclosedElements());
    boolean again =
        head.inView() && viewShapes.putIfAbsent(TypeReader.nameOf(type), shapes.read(type)) != null;
    if (!again) {
      for (ExecutableElement method : declared) {
        methods.add(ShapeReader.method(method));
      }
    }
    List<MemberModel> members = new ArrayList<>();
    for (ExecutableElement method : declared) {
      MemberModel member = member(method, abi, head);
      if (member != null) {
        members.add(member);
      }
    }
    open.remove(open.size() - 1);
    return new ScopeModel(abi, members, Values.skips(type));
  }

  private MemberModel member(ExecutableElement method, Abi abi, Head head) {
    TypeElement view = view(method);
    Mark raw = Mark.find(method, "Raw");
    Mark field = Mark.find(method, "Field");
    if (view != null && ShapeReader.isAbstract(method)) {
      return view(method, view, field, abi, head);
    }
    if ((field == null && raw == null) || fields.size() > MAX_FIELDS) {
      return null;
    }
    FieldModel model =
        field != null ? field(method, field, raw != null, head) : raw(method, raw, head);
    fields.add(model);
    return model;
  }

  /** The view that a method returns, or null. */
  static TypeElement view(ExecutableElement method) {
    if (method.getReturnType() instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement type
        && Mark.isOn(type, "View")) {
      return type;
    }
    return null;
  }

  private ViewModel view(
      ExecutableElement method, TypeElement type, Mark field, Abi abi, Head head) {
    String name = method.getSimpleName().toString();
    boolean anonymous = Mark.isOn(method, "Anonymous");
    boolean recursive = open.contains(type);
    boolean packed = Mark.find(type, "View").flag("packed", false);
    Abi inner = abi == Abi.PACKED ? Abi.SYSV : abi;
    FieldSites sites = sites(method, field);
    String cName = cName(method, field);
    Head below = anonymous ? new Head(head.method(), head.cName(), true) : head.of(name, cName);
    ScopeModel nothing = new ScopeModel(inner, List.of(), List.of());
    boolean pointless = packed && abi == Abi.LINEAR;
    return new ViewModel(
        name,
        head.method(name),
        anonymous ? "" : head.cName(cName),
        anonymous,
        field != null,
        field == null ? Member.IN_SEQUENCE : field.number("at", Member.IN_SEQUENCE),
        Values.skips(method),
        TypeReader.nameOf(type),
        recursive ? nothing : scope(type, packed && !pointless ? Abi.PACKED : inner, below),
        recursive,
        pointless ? Site.of(method) : null,
        sites);
  }

  private FieldModel raw(ExecutableElement method, Mark raw, Head head) {
    String name = method.getSimpleName().toString();
    return new FieldModel(
        head.method(name),
        head.cName(cName(method, raw)),
        types.read(method.getReturnType()),
        raw.number("bits", 0),
        raw.number("at", 0),
        List.of(),
        true,
        doc(method),
        options(method, raw, true, head.inView()),
        sites(method, raw));
  }

  private FieldModel field(ExecutableElement method, Mark field, boolean alsoRaw, Head head) {
    String name = method.getSimpleName().toString();
    FieldOptions options = options(method, field, false, head.inView());
    ValueType type = types.read(method.getReturnType());
    return new FieldModel(
        head.method(name),
        head.cName(cName(method, field)),
        isConverted(method, options)
            ? ValueType.named(ValueType.Kind.CONVERTED, type.name())
            : type,
        field.number("bits", 0),
        field.number("at", Member.IN_SEQUENCE),
        Values.skips(method),
        field.flag("flatten", true),
        doc(method),
        options,
        sites(method, field));
  }

  /** Whether a converter makes the value: of a class or interface, without type parameters. */
  private static boolean isConverted(ExecutableElement method, FieldOptions options) {
    return options.converter() != null
        && method.getReturnType() instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement type
        && type.getTypeParameters().isEmpty();
  }

  private FieldOptions options(ExecutableElement method, Mark mark, boolean raw, boolean inView) {
    String overflow = mark.constant("overflow", "DEFAULT");
    return new FieldOptions(
        method.getSimpleName().toString(),
        inView,
        raw,
        mark.flag("signed", false),
        raw ? CScalar.NONE : Values.type(mark),
        raw ? List.of() : Values.parts(mark),
        mark.number("scale", 0),
        ShapeReader.isIndexed(method),
        mark.number("count", 1),
        mark.number("stride", 0),
        raw ? Access.READ_WRITE : Values.access(mark),
        raw ? Reserved.NO : Values.reserved(mark),
        mark.longNumber("init", 0),
        overflow.equals("TRUNCATE") || (truncates && overflow.equals("DEFAULT")),
        types.converter(method, mark));
  }

  private static String cName(ExecutableElement method, Mark mark) {
    boolean named = mark != null && mark.value("cName") != null;
    String name = method.getSimpleName().toString();
    return named ? mark.text("cName") : Names.cName(name);
  }

  private static FieldSites sites(ExecutableElement method, Mark mark) {
    Site site = Site.of(method);
    if (mark == null) {
      return new FieldSites(site, site, site, site, site, Map.of());
    }
    Map<String, Site> values = mark.sites();
    Site width = mark.site("bits");
    for (String other : List.of("parts", "type")) {
      width = width.isWritten() ? width : mark.site(other);
    }
    return new FieldSites(
        site,
        width,
        mark.site("at"),
        values.getOrDefault("cName", site),
        mark.site("flatten"),
        values);
  }

  String doc(Element element) {
    String doc = elements.getDocComment(element);
    return doc == null ? "" : DocText.clean(doc);
  }
}
