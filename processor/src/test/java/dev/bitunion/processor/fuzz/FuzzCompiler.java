package dev.bitunion.processor.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

/**
 * javac for a million types: one file manager for all compilations, and of what comes out only the
 * names and what was said. A user's lints are on, at the source level of the JDK that runs.
 */
final class FuzzCompiler implements AutoCloseable {
  private static final List<String> OPTIONS =
      List.of(
          "-Xlint:all,-processing,-options", "-Xmaxerrs", "1000000", "-Xmaxwarns", "1000000", "-g");

  /** Stops when all is checked: what javac finds while it writes a class file is rare. */
  private static final String NO_CLASSES = "-XDshould-stop.ifNoError=FLOW";

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager files =
      compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

  /**
   * What came out.
   *
   * @param said the first error or warning in each file, by its simple name
   * @param generated the simple names of the classes that the processor wrote
   */
  record Result(Map<String, String> said, Set<String> generated) {}

  /** Compiles sources by simple name, down to class files or as far as errors are looked for. */
  Result compile(Map<String, String> sources, Processor processor, boolean toClasses) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<JavaFileObject> all = new ArrayList<>();
    sources.forEach((name, text) -> all.add(new Memory(name, text)));
    List<String> options = new ArrayList<>(OPTIONS);
    if (!toClasses) {
      options.add(NO_CLASSES);
    }
    Output output = new Output(files);
    JavaCompiler.CompilationTask task =
        compiler.getTask(Writer.nullWriter(), output, diagnostics, options, null, all);
    task.setProcessors(List.of(processor));
    task.call();
    return new Result(said(diagnostics), output.generated);
  }

  private static Map<String, String> said(DiagnosticCollector<JavaFileObject> diagnostics) {
    Map<String, String> said = new HashMap<>();
    for (Diagnostic<? extends JavaFileObject> each : diagnostics.getDiagnostics()) {
      if (each.getKind() != Diagnostic.Kind.NOTE) {
        String file = each.getSource() == null ? "" : each.getSource().getName();
        String name = file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
        said.putIfAbsent(name, each.getLineNumber() + ": " + each.getMessage(Locale.ROOT));
      }
    }
    return said;
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  /** A file that is a text, or that is written and forgotten but for its text. */
  private static final class Memory extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String text;

    Memory(String name, String text) {
      super(URI.create("memory:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public OutputStream openOutputStream() {
      bytes.reset();
      text = null;
      return bytes;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      if (text == null) {
        text = bytes.toString(StandardCharsets.UTF_8);
      }
      return text;
    }
  }

  /** Where what is written is lost. */
  private static final class Nowhere extends SimpleJavaFileObject {
    Nowhere() {
      super(URI.create("memory:///nowhere"), Kind.OTHER);
    }

    @Override
    public OutputStream openOutputStream() {
      return OutputStream.nullOutputStream();
    }
  }

  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
    private final Set<String> generated = new TreeSet<>();

    Output(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      if (kind == JavaFileObject.Kind.CLASS) {
        return new Nowhere();
      }
      generated.add(name.substring(name.lastIndexOf('.') + 1));
      return new Memory(name.replace('.', '/'), "");
    }

    @Override
    public FileObject getFileForOutput(
        Location location, String packageName, String name, FileObject sibling) {
      return new Nowhere();
    }
  }
}
