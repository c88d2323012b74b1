import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What processing adds to the compilation of 1, 100 and 1,000 unions of 18 fields: the same sources
 * with the processor, with what it generated lying beside them and no processor, and AutoValue's as
 * many types. Also how many bytes of sources and of classes are generated a field. The least of
 * several turns counts, in CPU time of the compiler's thread, in a warm JVM. Run by {@code run}.
 */
final class Pregenerated {
  private static final int FIELDS = 18;
  private static final int[] COUNTS = {1, 100, 1000};
  private static final int[] TURNS = {20, 3, 1};
  private static final int MORE_TURNS = Integer.getInteger("turns", 1);

  private Pregenerated() {}

  /** What a processor leaves: its sources, and the bytes of these and of their classes. */
  private record Left(List<JavaFileObject> sources, long sourceBytes, long classBytes) {}

  /** Class and processor path of bitunion, then of AutoValue. */
  public static void main(String[] arguments) throws IOException {
    // The largest first: what it compiles of the compiler serves the smaller ones, too.
    for (int i = COUNTS.length - 1; i >= 0; i--) {
      int count = COUNTS[i];
      Processing.Work ours =
          new Processing.Work(Processing.unions(count), arguments[0], arguments[1]);
      Processing.Work theirs =
          new Processing.Work(Processing.values(count, false), arguments[2], arguments[3]);
      Left left = left(ours);
      List<JavaFileObject> all = new ArrayList<>(ours.sources());
      all.addAll(left.sources());
      Processing.Work pregenerated = new Processing.Work(all, arguments[0], null);
      double[] best = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
      for (int turn = 0; turn < TURNS[i] * MORE_TURNS; turn++) {
        best[0] = Math.min(best[0], Processing.cpuOf(ours, "-g"));
        best[1] = Math.min(best[1], Processing.cpuOf(pregenerated, "-g"));
        best[2] = Math.min(best[2], Processing.cpuOf(theirs, "-g"));
      }
      System.out.printf(
          Locale.ROOT, "types %d %.4f %.4f %.4f%n", count, best[0], best[1], best[2]);
      if (i == 1) {
        Left values = left(theirs);
        double fields = FIELDS * (double) count;
        System.out.printf(
            Locale.ROOT,
            "bytes source %.1f %.1f%nbytes class %.1f %.1f%n",
            left.sourceBytes() / fields,
            values.sourceBytes() / fields,
            left.classBytes() / fields,
            values.classBytes() / fields);
      }
    }
  }

  /** Runs the processor once and keeps what it generated. */
  private static Left left(Processing.Work work) throws IOException {
    Path out = Files.createTempDirectory("processing");
    try {
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      List<String> options =
          List.of(
              "-d", out.toString(), "-classpath", work.classPath(), "-Xlint:none", "-g",
              "-processorpath", work.processorPath());
      try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
        if (!compiler.getTask(null, files, null, options, null, work.sources()).call()) {
          throw new IllegalStateException("the compilation failed");
        }
      }
      return read(out);
    } finally {
      try (Stream<Path> all = Files.walk(out)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static Left read(Path out) throws IOException {
    List<JavaFileObject> sources = new ArrayList<>();
    long sourceBytes = 0;
    long classBytes = 0;
    try (Stream<Path> all = Files.walk(out)) {
      for (Path path : all.toList()) {
        String name = out.relativize(path).toString();
        if (name.endsWith(".java")) {
          String text = Files.readString(path);
          sources.add(Processing.source(name.substring(0, name.length() - 5), text));
          sourceBytes += Files.size(path);
        } else if (name.endsWith(".class") && !name.matches("bench/[UV][0-9]+\\.class")) {
          classBytes += Files.size(path);
        }
      }
    }
    return new Left(sources, sourceBytes, classBytes);
  }
}
