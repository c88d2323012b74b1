package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;

/**
 * What a compiler makes of sources in a folder: ecj takes no others, and class paths, modules and
 * several compilations need real files too.
 *
 * @param success whether the compiler was content
 * @param messages all that it said
 * @param sources where generated sources are
 * @param classes where classes are
 */
record OnDisk(
    boolean success,
    List<Diagnostic<? extends JavaFileObject>> messages,
    Path sources,
    Path classes) {

  /** Compiles with the processor; the key of a source is its path. */
  static OnDisk compile(
      JavaCompiler compiler, Path folder, Map<String, String> code, List<String> options)
      throws IOException {
    return compile(compiler, folder, code, options, List.of(new BitUnionProcessor()));
  }

  /** Compiles with these processors; the key of a source is its path. */
  static OnDisk compile(
      JavaCompiler compiler,
      Path folder,
      Map<String, String> code,
      List<String> options,
      List<? extends Processor> processors)
      throws IOException {
    List<Path> paths = new ArrayList<>();
    for (Map.Entry<String, String> file : new TreeMap<>(code).entrySet()) {
      Path path = folder.resolve("in").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      paths.add(Files.writeString(path, file.getValue()));
    }
    Path sources = Files.createDirectories(folder.resolve("gen"));
    Path classes = Files.createDirectories(folder.resolve("out"));
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-s", sources.toString(), "-d", classes.toString(), "-encoding", "UTF-8"));
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(messages, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              Writer.nullWriter(),
              files,
              messages,
              all,
              null,
              files.getJavaFileObjectsFromPaths(paths));
      task.setProcessors(processors);
      boolean success = task.call();
      return new OnDisk(success, List.copyOf(messages.getDiagnostics()), sources, classes);
    }
  }

  /** Fails with all messages unless the compilation went well. */
  OnDisk ok() {
    assertThat(success).as(() -> messages.toString()).isTrue();
    return this;
  }

  /** The processor's messages, {@code line: text}, by line; the compiler's own are left out. */
  String said() {
    return said(messages);
  }

  static String said(List<Diagnostic<? extends JavaFileObject>> messages) {
    return messages.stream()
        .filter(m -> m.getMessage(Locale.ROOT).contains("[bitunion-"))
        .sorted(Comparator.comparing(Diagnostic::getLineNumber))
        .map(m -> m.getLineNumber() + ": " + unindented(m.getMessage(Locale.ROOT)) + "\n")
        .collect(Collectors.joining());
  }

  /** The message with its picture at the margin: javac moves all lines but the first. */
  private static String unindented(String message) {
    int end = message.indexOf('\n');
    return end < 0
        ? message.strip()
        : message.substring(0, end)
            + "\n"
            + message.substring(end + 1).stripIndent().stripTrailing();
  }

  /** The generated sources by path. */
  Map<String, String> generated() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(sources.relativize(file).toString(), Files.readString(file));
      }
    }
    return texts;
  }
}
