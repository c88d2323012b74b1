package dev.bitunion.processor.corpus;

import dev.bitunion.processor.BitUnionProcessor;
import dev.bitunion.processor.corpus.Declaration.Style;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Declares all types of a corpus, compiles them together, and tries those that a plain declaration
 * does not carry again: with other method names where C's are taken, with stated places where the
 * corpus does not list unnamed padding.
 */
final class CorpusBatch {
  private static final Pattern OWNER = Pattern.compile("^(T\\d+)(?!\\d)");

  private final List<CorpusType> types;
  private final List<String> options;
  private final Map<String, Declaration> declarations = new LinkedHashMap<>();
  private final Map<String, String> inexpressible = new TreeMap<>();
  private final Map<Style, Integer> styles = new TreeMap<>();
  private final List<String> mismatches = new ArrayList<>();
  private long checked;

  CorpusBatch(List<CorpusType> types, List<String> options) {
    this.types = types;
    this.options = options;
  }

  void run() throws IOException, ReflectiveOperationException {
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      open.add(i);
    }
    for (Style style : Style.values()) {
      open = attempt(open, style);
    }
    open.forEach(i -> inexpressible.putIfAbsent(types.get(i).id(), "offsets cannot be stated"));
  }

  /** Declares types in one style; gives back those that need another one. */
  private List<Integer> attempt(List<Integer> indices, Style style)
      throws IOException, ReflectiveOperationException {
    Map<String, Integer> owners = new LinkedHashMap<>();
    declarations.clear();
    for (int i : indices) {
      CorpusType type = types.get(i);
      Declaration declaration =
          InterfaceWriter.write(type, "T" + i, style, Forms.annotation(type.size()));
      declarations.put(declaration.simpleName(), declaration);
      owners.put(declaration.simpleName(), i);
    }
    List<Integer> again = new ArrayList<>();
    if (indices.isEmpty()) {
      return again;
    }
    dropWhatTheProcessorRefuses(owners, again);
    if (declarations.isEmpty()) {
      return again;
    }
    MemoryCompiler.Result result = compile(List.of());
    for (Map.Entry<String, List<String>> error : result.errors().entrySet()) {
      // Generated code that does not compile is no matter of style.
      mismatches.add("does not compile: " + error);
    }
    ClassLoader loader = result.loader();
    for (Declaration declaration : declarations.values()) {
      CorpusCheck check = new CorpusCheck(declaration);
      if (result.errors().isEmpty()) {
        check.geometry(Forms.constants(loader, declaration));
        if (!check.mismatches().isEmpty() && style != Style.PLACED) {
          again.add(owners.get(declaration.simpleName()));
          continue;
        }
        for (Form form : Forms.of(loader, declaration)) {
          check.values(form);
        }
      }
      styles.merge(style, 1, Integer::sum);
      inexpressible.remove(declaration.type().id());
      checked += check.checked();
      mismatches.addAll(check.mismatches());
    }
    again.sort(null);
    return again;
  }

  private void dropWhatTheProcessorRefuses(Map<String, Integer> owners, List<Integer> again)
      throws IOException {
    Map<String, List<String>> errors = compile(List.of("-proc:only")).errors();
    for (Map.Entry<String, List<String>> error : errors.entrySet()) {
      Matcher owner = OWNER.matcher(error.getKey());
      if (!owner.find() || !declarations.containsKey(owner.group(1))) {
        throw new IllegalStateException("errors without a type: " + error);
      }
      Declaration refused = declarations.remove(owner.group(1));
      inexpressible.put(refused.type().id(), error.getValue().get(0));
      again.add(owners.get(refused.simpleName()));
    }
  }

  private MemoryCompiler.Result compile(List<String> more) throws IOException {
    Map<String, String> sources = new LinkedHashMap<>();
    declarations.forEach((name, declaration) -> sources.put(name, declaration.source()));
    List<String> all = new ArrayList<>(options);
    all.addAll(more);
    return MemoryCompiler.compile(sources, new BitUnionProcessor(), all);
  }

  /** Reasons by type. */
  Map<String, String> inexpressible() {
    return inexpressible;
  }

  Map<Style, Integer> styles() {
    return styles;
  }

  List<String> mismatches() {
    return mismatches;
  }

  long checked() {
    return checked;
  }
}
