package dev.bitunion.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code XBuilder}: a step for every field without a default, then the others. */
class BuilderTest {
  private Layout layout;

  @ParameterizedTest
  @ValueSource(strings = {"Rules", "Numbers", "Shapes", "Rights", "Whole", "Overlaid"})
  void insistsOnFieldsWithoutADefault(String union) {
    layout = Layout.of(union);
    Api start = Api.of(union, "Builder");
    Object step = start.call("start");
    Api steps = Api.of(step);
    Word expected = layout.reset();
    Class<?> type = start.method("start").getReturnType();
    for (Spec field : layout.named()) {
      if (field.writable() && !optional(field)) {
        assertThat(type.getSimpleName()).isEqualTo("Needs" + field.capital());
        assertThat(type.getDeclaredMethods()).as("nothing else can be set").hasSize(1);
        Method setter = type.getDeclaredMethods()[0];
        assertThat(setter.getName()).isEqualTo(field.method());
        for (int i = 0; i < field.count(); i++) {
          expected = expected.with(field.at(i), i + 1L);
        }
        assertThat(steps.on(step, field.method(), value(field, setter, field.count())))
            .isSameAs(step);
        refusesAnotherCount(steps, step, field, setter);
        type = setter.getReturnType();
      }
    }
    assertThat(type.getSimpleName()).isEqualTo("Last");
    assertThat(steps.on(step, "word")).isEqualTo(expected.carried());
    for (Spec field : layout.named()) {
      if (field.writable() && optional(field)) {
        expected = expected.with(field.at(0), 1);
        assertThat(steps.on(step, field.method(), Meaning.value(field, 1))).isSameAs(step);
        assertThat(steps.on(step, "word")).isEqualTo(expected.carried());
      }
    }
    Object built = steps.on(step, "build");
    assertThat(built).isEqualTo(Api.of(union, "Value").create(expected.carried()));
    List<String> last = new ArrayList<>(List.of("word", "build"));
    layout.named().stream()
        .filter(field -> field.writable() && optional(field))
        .forEach(field -> last.add(field.method()));
    assertThat(type.getDeclaredMethods())
        .extracting(Method::getName)
        .containsExactlyInAnyOrderElementsOf(last);
    steps.nothingElse();
  }

  /** With a reset value, or with bits that another view shows too. */
  private boolean optional(Spec field) {
    Word own = new Word(layout.bits()).with(field.at(0), -1);
    return field.init() != 0
        || layout.named().stream()
            .anyMatch(
                other ->
                    other != field
                        && !new Word(layout.bits()).with(other.at(0), -1).and(own).isZero());
  }

  private static Object value(Spec field, Method setter, int count) {
    if (!field.array()) {
      return Meaning.value(field, 1);
    }
    Object values = Array.newInstance(setter.getParameterTypes()[0].getComponentType(), count);
    for (int i = 0; i < count; i++) {
      Array.set(values, i, Meaning.value(field, i + 1L & (1L << field.width()) - 1));
    }
    return values;
  }

  private static void refusesAnotherCount(Api steps, Object step, Spec field, Method setter) {
    if (field.array()) {
      for (int wrong : new int[] {field.count() - 1, field.count() + 1}) {
        Object values = Array.newInstance(setter.getParameterTypes()[0].getComponentType(), wrong);
        assertThatThrownBy(() -> steps.on(step, field.method(), values))
            .isExactlyInstanceOf(IllegalArgumentException.class)
            .hasMessage(field + " has " + field.count() + " elements, not " + wrong);
      }
    }
  }
}
