package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * What a compiler with the processor makes of sources, all in memory: classes that can be loaded,
 * generated sources, and messages.
 */
final class Compiled {
  /** What generated code must survive. Its comments name parameters once a class, not by tags. */
  static final List<String> STRICT =
      List.of(
          "--release",
          "17",
          "-Werror",
          "-Xlint:all,-processing,-options",
          "-Xdoclint:all,-missing/public");

  private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();
  private final Map<String, ByteArrayOutputStream> sources = new TreeMap<>();
  private final DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
  private boolean success;

  private Compiled() {}

  /** Compiles with this JDK's javac; the key of a source is its class's qualified name. */
  static Compiled of(Map<String, String> code, String... options) {
    return with(ToolProvider.getSystemJavaCompiler(), code, List.of(options));
  }

  static Compiled with(JavaCompiler compiler, Map<String, String> code, List<String> options) {
    Compiled result = new Compiled();
    List<JavaFileObject> units = new ArrayList<>();
    code.forEach((name, text) -> units.add(source(name, text)));
    StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
    JavaCompiler.CompilationTask task =
        compiler.getTask(null, result.new Memory(files), result.messages, options, null, units);
    task.setProcessors(List.of(new BitUnionProcessor()));
    result.success = task.call();
    return result;
  }

  boolean success() {
    return success;
  }

  /** Fails with all messages unless the compilation went well. */
  Compiled ok() {
    assertThat(success).as(() -> messageTexts() + "\n" + generatedSources()).isTrue();
    return this;
  }

  List<Diagnostic<? extends JavaFileObject>> messages() {
    return messages.getDiagnostics();
  }

  List<String> messageTexts() {
    return messages().stream().map(m -> m.getLineNumber() + ": " + m.getMessage(null)).toList();
  }

  /** The processor's messages, {@code line: text}, by line; the compiler's own are left out. */
  String said() {
    return OnDisk.said(messages());
  }

  Map<String, String> generatedSources() {
    Map<String, String> texts = new TreeMap<>();
    sources.forEach((name, bytes) -> texts.put(name, bytes.toString()));
    return texts;
  }

  /** A loader of the compiled classes. */
  ClassLoader loader() {
    return new ClassLoader(Compiled.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        ByteArrayOutputStream bytes = classes.get(name);
        if (bytes == null) {
          throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes.toByteArray(), 0, bytes.size());
      }
    };
  }

  private static JavaFileObject source(String name, String text) {
    URI uri = URI.create("memory:///" + name.replace('.', '/') + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  private final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    Memory(JavaFileManager files) {
      super(files);
    }

    @Override
    public FileObject getFileForOutput(
        Location location, String packageName, String name, FileObject sibling) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      URI uri = URI.create("memory:///" + packageName.replace('.', '/') + "/" + name);
      return new SimpleJavaFileObject(uri, JavaFileObject.Kind.OTHER) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      (kind == JavaFileObject.Kind.CLASS ? classes : sources).put(name.replace('/', '.'), bytes);
      String path = "memory:///" + name.replace('.', '/') + kind.extension;
      return new SimpleJavaFileObject(URI.create(path), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
          return bytes.toString();
        }
      };
    }
  }
}
