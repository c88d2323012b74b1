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
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * Writes the accessors of views in {@code XValue}: a record for each, of the word's bits under the
 * view, that implements the view's interface.
 */
final class ViewWriter {
  private static final ClassName OVERRIDE = ClassName.get(Override.class);
  private final Word word;
  private final ClassName bits;
  private final ScopeModel body;
  private final Map<String, Accessor> fields = new HashMap<>();
  private final Map<String, Long> masks = new HashMap<>();

  ViewWriter(UnionPlan plan, Word word, ClassName bits) {
    this.word = word;
    this.bits = bits;
    this.body = plan.model().body();
    plan.own().forEach(field -> fields.put(field.method(), field));
    for (ViewLayout view : plan.layout().views()) {
      masks.put(view.method(), view.part().width() == 0 ? 0 : view.part().mask());
    }
  }

  void write(TypeSpec.Builder value) {
    views(body, value);
  }

  private void views(ScopeModel scope, TypeSpec.Builder value) {
    for (MemberModel member : scope.members()) {
      if (member instanceof ViewModel view) {
        value.addMethod(accessor(view));
        value.addType(record(view));
      }
    }
  }

  private MethodSpec accessor(ViewModel view) {
    return MethodSpec.methodBuilder(view.declared())
        .addAnnotation(OVERRIDE)
        .addModifiers(Modifier.PUBLIC)
        .returns(interfaceOf(view.type()))
        .addStatement(
            "return new $L(word & $L)", name(view), word.literal(masks.get(view.method())))
        .build();
  }

  private TypeSpec record(ViewModel view) {
    TypeSpec.Builder type =
        TypeSpec.recordBuilder(name(view))
            .addModifiers(Modifier.PRIVATE)
            .addSuperinterface(interfaceOf(view.type()))
            .recordConstructor(
                MethodSpec.constructorBuilder()
                    .addParameter(new ParameterSpec(word.type(), "word"))
                    .build());
    for (MemberModel member : view.body().members()) {
      if (member instanceof FieldModel field) {
        type.addMethod(ValueWriter.getter(fields.get(field.method()), field.declared(), bits));
      }
    }
    views(view.body(), type);
    return type.build();
  }

  private static ClassName interfaceOf(JavaName name) {
    return Types.of(name);
  }

  private static String name(ViewModel view) {
    return Names.capital(view.method()) + "View";
  }
}
