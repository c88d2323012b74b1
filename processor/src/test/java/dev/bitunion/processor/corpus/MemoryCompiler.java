package dev.bitunion.processor.corpus;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** javac with a processor, many sources in and classes out, nothing on disk. */
public final class MemoryCompiler {
  private MemoryCompiler() {}

  /**
   * What came out.
   *
   * @param errors by the simple name of the source they stand in; empty: compiled
   * @param warnings likewise
   * @param classes by name
   * @param generated the names of the sources that processors wrote
   */
  public record Result(
      Map<String, List<String>> errors,
      Map<String, List<String>> warnings,
      Map<String, byte[]> classes,
      Set<String> generated) {

    /** A loader of the compiled classes. */
    public ClassLoader loader() {
      return new ClassLoader(MemoryCompiler.class.getClassLoader()) {
        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
          byte[] code = classes.get(name);
          if (code == null) {
            throw new ClassNotFoundException(name);
          }
          return defineClass(name, code, 0, code.length);
        }
      };
    }
  }

  /** Compiles sources, by simple name. */
  public static Result compile(
      Map<String, String> sources, Processor processor, List<String> options)
      throws java.io.IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((name, text) -> files.add(new Source(name, text)));
    try (StandardJavaFileManager standard =
            compiler.getStandardFileManager(diagnostics, Locale.ROOT, null);
        Output output = new Output(standard)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(null, output, diagnostics, options, null, files);
      task.setProcessors(List.of(processor));
      task.call();
      Map<String, byte[]> classes = new HashMap<>();
      output.classes.forEach((name, file) -> classes.put(name, file.bytes.toByteArray()));
      return new Result(
          messages(diagnostics, kind -> kind == Diagnostic.Kind.ERROR),
          messages(diagnostics, kind -> kind.name().endsWith("WARNING")),
          classes,
          output.sources);
    }
  }

  private static Map<String, List<String>> messages(
      DiagnosticCollector<JavaFileObject> collector, Predicate<Diagnostic.Kind> kinds) {
    Map<String, List<String>> messages = new HashMap<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : collector.getDiagnostics()) {
      if (kinds.test(diagnostic.getKind())) {
        String file = diagnostic.getSource() == null ? "" : diagnostic.getSource().getName();
        String name = file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
        messages
            .computeIfAbsent(name, n -> new ArrayList<>())
            .add(diagnostic.getLineNumber() + ": " + diagnostic.getMessage(Locale.ROOT));
      }
    }
    return messages;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("memory:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Generated extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Generated(String name, Kind kind) {
      super(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind);
    }

    @Override
    public OutputStream openOutputStream() {
      bytes.reset();
      return bytes;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, Generated> classes = new HashMap<>();
    private final Set<String> sources = new HashSet<>();

    Output(JavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      Generated file = new Generated(name, kind);
      if (kind == JavaFileObject.Kind.CLASS) {
        classes.put(name, file);
      } else {
        sources.add(name);
      }
      return file;
    }
  }
}
