package dev.bitunion.processor.write;

import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The methods on a word that the forms over memory offer for a field. They are found by writing
 * them, so that a form has what {@code XBits} has and no list of its own.
 *
 * @param reads those that read
 * @param writes those that set
 * @param clears the one that clears by writing 1; none or one
 */
record Calls(List<Call> reads, List<Call> writes, List<Call> clears) {

  /**
   * A method on a word.
   *
   * @param name its name
   * @param form its name in a form over memory
   * @param type what it gives, or takes as its last parameter
   * @param tags what its comment says of results and exceptions
   */
  record Call(String name, String form, TypeName type, List<String> tags) {}

  static Calls of(UnionPlan plan, Accessor field) {
    Calls calls = new Calls(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (MethodSpec method : methods(plan, field)) {
      calls.add(method, field.capital());
    }
    return calls;
  }

  private static List<MethodSpec> methods(UnionPlan plan, Accessor field) {
    TypeSpec.Builder scratch = TypeSpec.classBuilder("Scratch");
    RangeChecks none = new RangeChecks("");
    if (plan.layout().isWord()) {
      new FieldWriter(plan, new Word(plan.layout().bits()), scratch, none).write(field);
    } else {
      Accessor alone = LayoutWriter.alone(field);
      new FieldWriter(plan, LayoutWriter.word(field), scratch, none).write(alone);
    }
    return scratch.build().methodSpecs();
  }

  /** The method that sets the field to a value of its type. */
  Optional<Call> plain(Accessor field) {
    String name = "with" + field.capital();
    return writes.stream().filter(call -> call.name().equals(name)).findFirst();
  }

  /** Whether the field's value can be read. */
  boolean readable(Accessor field) {
    return reads.stream().anyMatch(call -> call.name().equals(field.method()));
  }

  private void add(MethodSpec method, String capital) {
    String name = method.name();
    if (name.equals("clear" + capital)) {
      clears.add(new Call(name, name, TypeName.VOID, List.of()));
    } else if (name.startsWith("with" + capital)) {
      String tail = name.substring("with".length() + capital.length());
      if (!tail.equals("Bit")) {
        int last = method.parameters().size() - 1;
        TypeName value = method.parameters().get(last).type();
        writes.add(new Call(name, "set" + capital + tail, value, tags(method, "throws ")));
      }
    } else if (!name.startsWith("prep" + capital)) {
      reads.add(new Call(name, name, method.returnType(), tags(method, "return ", "throws ")));
    }
  }

  private static List<String> tags(MethodSpec method, String... heads) {
    List<String> tags = new ArrayList<>();
    for (String tag : method.tags()) {
      for (String head : heads) {
        if (tag.startsWith(head)) {
          tags.add(tag);
        }
      }
    }
    return tags;
  }
}
