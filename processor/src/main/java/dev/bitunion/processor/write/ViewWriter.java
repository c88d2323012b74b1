package dev.bitunion.processor.write;

import dev.bitunion.layout.Names;
import dev.bitunion.layout.ViewLayout;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.JavaName;
import dev.bitunion.processor.model.MemberModel;
import dev.bitunion.processor.model.ScopeModel;
import dev.bitunion.processor.model.ViewModel;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.ClassName;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.ParameterSpec;
import dev.bitunion.processor.source.TypeSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes the accessors of views in {@code XValue}: a record for each, of the word's bits under the
 * view, that implements the view's interface.
 */
final class ViewWriter {
  private static final String WORD = "word";
  private final Word word;
  private final ClassName bits;
  private final ScopeModel body;
  private final Map<String, Accessor> fields = new HashMap<>();
  private final Map<String, Long> masks = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  ViewWriter(UnionPlan plan, Word word, ClassName bits) {
    this.word = word;
    this.bits = bits;
    this.body = plan.model().body();
    for (Accessor field : plan.own()) {
      fields.put(field.method(), field);
    }
    for (ViewLayout view : plan.layout().views()) {
      masks.put(view.method(), view.part().width() == 0 ? 0 : view.part().mask());
    }
  }

  void write(TypeSpec.Builder value) {
    views(body, WORD, value);
  }

  private void views(ScopeModel scope, String component, TypeSpec.Builder value) {
    for (MemberModel member : scope.members()) {
      if (member instanceof ViewModel view) {
        String name = name(view);
        value.addMethod(accessor(view, name, component));
        value.addType(record(view, name));
      }
    }
  }

  private MethodSpec accessor(ViewModel view, String name, String component) {
    return MethodSpec.methodBuilder(view.declared())
        .addModifiers(Modifier.PUBLIC)
        .returns(interfaceOf(view.type()))
        .addStatement(
            "return new $L($L & $L)", name, component, word.literal(masks.get(view.method())))
        .build();
  }

  /** The record's component, beside a view's own method of that name. */
  private static String component(ScopeModel view) {
    String name = WORD;
    while (declares(view, name)) {
      name += "_";
    }
    return name;
  }

  private static boolean declares(ScopeModel view, String method) {
    return view.members().stream().anyMatch(member -> member.declared().equals(method));
  }

  private TypeSpec record(ViewModel view, String name) {
    String component = component(view.body());
    TypeSpec.Builder type =
        TypeSpec.recordBuilder(name)
            .addModifiers(Modifier.PRIVATE)
            .addSuperinterface(interfaceOf(view.type()))
            .recordConstructor(
                MethodSpec.constructorBuilder()
                    .addParameter(new ParameterSpec(word.type(), component))
                    .build());
    for (MemberModel member : view.body().members()) {
      if (member instanceof FieldModel field) {
        Accessor accessor = fields.get(field.method());
        type.addMethod(ValueWriter.getter(accessor, field.declared(), bits, component));
      }
    }
    views(view.body(), component, type);
    return type.build();
  }

  private static ClassName interfaceOf(JavaName name) {
    return Types.of(name);
  }

  /** The record's name: no other view's, for one may lie in another of the same name. */
  private String name(ViewModel view) {
    String name = Names.capital(view.method()) + "View";
    while (!names.add(name)) {
      name += "_";
    }
    return name;
  }
}
