import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * How long annotation processing takes in a warm compiler: 1,000 unions of 18 fields beside
 * AutoValue on 1,000 types of 18 properties, plain and with builders, in turns in one JVM:
 * processing alone ({@code -proc:only}), and the whole compilation of what was generated. The least
 * of all turns counts, in CPU time of the compiler's thread, which other load on the machine
 * changes little. Run by {@code run}.
 */
final class Processing {
  private static final int TYPES = Integer.getInteger("types", 1000);
  private static final int TURNS = Integer.getInteger("turns", 3);

  private Processing() {}

  /** What is compiled: sources, and with which class and processor path. */
  record Work(List<JavaFileObject> sources, String classPath, String processorPath) {}

  public static void main(String[] arguments) throws IOException {
    String bitunionPath = arguments[0];
    String bitunionProcessor = arguments[1];
    Work bare = new Work(unions(TYPES), bitunionPath, null);
    Map<String, Work> works = new LinkedHashMap<>();
    works.put("bitunion", new Work(bare.sources(), bitunionPath, bitunionProcessor));
    works.put("AutoValue", new Work(values(TYPES, false), arguments[2], arguments[3]));
    works.put("AutoValue+builder", new Work(values(TYPES, true), arguments[2], arguments[3]));
    Map<String, Double> least = new HashMap<>();
    for (int turn = 0; turn < TURNS; turn++) {
      for (String mode : List.of("-proc:only", "-g")) {
        works.forEach((name, work) -> least.merge(mode + name, cpuOf(work, mode), Math::min));
      }
      least.merge("bare", cpuOf(bare, "-g"), Math::min);
    }
    for (String mode : List.of("-proc:only", "-g")) {
      boolean alone = mode.equals("-proc:only");
      double ours = least.get(mode + "bitunion");
      System.out.printf(Locale.ROOT, "%s: bitunion %.2f s", alone ? "alone" : "whole", ours);
      for (String peer : List.of("AutoValue", "AutoValue+builder")) {
        double theirs = least.get(mode + peer);
        System.out.printf(Locale.ROOT, ", %s %.2f s (%.2f)", peer, theirs, ours / theirs);
      }
      double added = ours - (alone ? 0 : least.get("bare"));
      System.out.printf(Locale.ROOT, "; %.2f ms a union%n", added / TYPES * 1000);
    }
  }

  static double cpuOf(Work work, String option) {
    double before = cpu();
    try {
      seconds(work, option);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cpu() - before;
  }

  /** What a loaded machine does not change; compilers of the JVM run in threads of their own. */
  private static double cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  static double seconds(Work work, String... more) throws IOException {
    Path out = Files.createTempDirectory("processing");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-d", out.toString(), "-classpath", work.classPath(), "-Xlint:none"));
    options.addAll(
        work.processorPath() == null
            ? List.of("-proc:none")
            : List.of("-processorpath", work.processorPath()));
    options.addAll(List.of(more));
    long start = System.nanoTime();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      if (!compiler.getTask(null, files, null, options, null, work.sources()).call()) {
        throw new IllegalStateException("the compilation failed");
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    try (Stream<Path> all = Files.walk(out)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    return seconds;
  }

  /** Unions of 9 flags, 6 numbers of 4 bits and 3 of 8 bits. */
  static List<JavaFileObject> unions(int count) {
    List<JavaFileObject> sources = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder("package bench;\nimport dev.bitunion.*;\n");
      text.append("@BitUnion(bits = 64)\npublic interface U").append(i).append(" {\n");
      for (int field = 0; field < 18; field++) {
        int bits = width(field);
        text.append("  @Field(bits = ").append(bits).append(") ").append(type(field));
        text.append(" field").append(field).append("();\n");
      }
      sources.add(source("bench/U" + i, text.append("}\n").toString()));
    }
    return sources;
  }

  /** The same as values, plain or with what {@code XValue} has too: a builder to and fro. */
  static List<JavaFileObject> values(int count, boolean builders) {
    List<JavaFileObject> sources = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder("package bench;\n");
      text.append("@com.google.auto.value.AutoValue\npublic abstract class V").append(i);
      text.append(" {\n");
      for (int field = 0; field < 18; field++) {
        text.append("  public abstract ").append(type(field)).append(" field").append(field);
        text.append("();\n");
      }
      if (builders) {
        text.append("  public abstract Builder toBuilder();\n");
        text.append("  public static Builder builder() { return new AutoValue_V").append(i);
        text.append(".Builder(); }\n  @com.google.auto.value.AutoValue.Builder\n");
        text.append("  public abstract static class Builder {\n");
        for (int field = 0; field < 18; field++) {
          text.append("    public abstract Builder field").append(field).append("(");
          text.append(type(field)).append(" v);\n");
        }
        text.append("    public abstract V").append(i).append(" build();\n  }\n");
      }
      sources.add(source("bench/V" + i, text.append("}\n").toString()));
    }
    return sources;
  }

  private static int width(int field) {
    return field < 9 ? 1 : field < 15 ? 4 : 8;
  }

  private static String type(int field) {
    return field < 9 ? "boolean" : "int";
  }

  static JavaFileObject source(String path, String text) {
    URI uri = URI.create("memory:///" + path + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
