package dev.bitunion.importer.conform;

import dev.bitunion.BitUnion;
import dev.bitunion.importer.BadInputException;
import dev.bitunion.processor.BitUnionProcessor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Runs compiler and processor in memory; sources with errors are set aside, the others compile. */
public final class Compilation {
  private static final int MAX_ROUNDS = 8;

  private final JavaCompiler compiler;
  private final Map<String, byte[]> classes = new HashMap<>();
  private final Map<String, String> errors = new LinkedHashMap<>();

  private Compilation(JavaCompiler compiler) {
    this.compiler = compiler;
  }

  /**
   * Compiles sources of one package-less name each.
   *
   * @param sources texts by the qualified name of the type that each declares
   * @throws BadInputException if this Java has no compiler
   */
  public static Compilation of(Map<String, String> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new BadInputException(
          "this Java runtime has no compiler; run bitunion with a JDK (" + runtime() + ")");
    }
    Compilation compilation = new Compilation(compiler);
    compilation.compile(new LinkedHashMap<>(sources));
    return compilation;
  }

  private static String runtime() {
    return "it is " + System.getProperty("java.home");
  }

  /** The first error of each source that could not be compiled, by its type's name. */
  public Map<String, String> errors() {
    return errors;
  }

  /** A loader of all that was compiled. */
  public ClassLoader loader() {
    return new ClassLoader(Compilation.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
          throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
      }
    };
  }

  private void compile(Map<String, String> sources) {
    for (int round = 0; !sources.isEmpty() && round < MAX_ROUNDS; round++) {
      Map<String, String> faulty = run(sources);
      if (faulty.isEmpty()) {
        return;
      }
      errors.putAll(faulty);
      sources.keySet().removeAll(faulty.keySet());
    }
    sources.keySet().forEach(name -> errors.put(name, "the compiler gave up"));
  }

  /** Compiles once; what is wrong, by type. */
  private Map<String, String> run(Map<String, String> sources) {
    classes.clear();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    StringWriter log = new StringWriter();
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((name, text) -> files.add(new Source(name, text)));
    List<String> options =
        List.of("-classpath", annotations().toString(), "-nowarn", "-Xlint:none", "-g:none");
    boolean done;
    try (StandardJavaFileManager standard =
        compiler.getStandardFileManager(problems, Locale.ROOT, null)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(log, new Memory(standard), problems, options, null, files);
      task.setProcessors(List.of(new BitUnionProcessor()));
      done = task.call();
    } catch (IOException e) {
      throw new BadInputException("the compiler failed: " + e.getMessage(), e);
    }
    Map<String, String> faulty = new LinkedHashMap<>();
    for (Diagnostic<? extends JavaFileObject> problem : problems.getDiagnostics()) {
      if (problem.getKind() == Diagnostic.Kind.ERROR) {
        faulty.putIfAbsent(owner(problem, sources), firstLine(problem.getMessage(Locale.ROOT)));
      }
    }
    faulty.remove("");
    if (!done && faulty.isEmpty()) {
      String why = firstLine(log.toString());
      throw new BadInputException("the compiler failed: " + (why.isEmpty() ? "no reason" : why));
    }
    return faulty;
  }

  /** The source that a problem is about, or that what it is about was generated for. */
  private static String owner(
      Diagnostic<? extends JavaFileObject> problem, Map<String, String> sources) {
    if (problem.getSource() == null) {
      return "";
    }
    String name = problem.getSource().toUri().getPath().substring(1);
    name = name.replace('/', '.').replaceFirst("\\.java$", "");
    while (!name.isEmpty() && !sources.containsKey(name)) {
      name = name.substring(0, name.length() - 1);
    }
    return name;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("").strip();
  }

  /** Where this program's copy of the annotations is: its own jar, or a folder of classes. */
  private static Path annotations() {
    try {
      return Path.of(BitUnion.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URI uri(String name, Kind kind) {
    return URI.create("memory:/" + name.replace('.', '/') + kind.extension);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(uri(name, Kind.SOURCE), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Takes what is written into memory. */
  private final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    Memory(JavaFileManager next) {
      super(next);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(uri(name, kind), kind) {
        private final ByteArrayOutputStream written =
            new ByteArrayOutputStream() {
              @Override
              public void close() {
                if (kind == Kind.CLASS) {
                  classes.put(name, toByteArray());
                }
              }
            };

        @Override
        public OutputStream openOutputStream() {
          return written;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
          return written.toString(java.nio.charset.StandardCharsets.UTF_8);
        }
      };
    }
  }
}
