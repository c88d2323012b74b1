import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/**
 * What the processor adds to the first union: the wall time of a fresh {@code javac} on one union
 * of 18 fields, beside one that compiles the same code, generated before, without a processor. A
 * fresh AutoValue on 18 properties runs for comparison. The least of several turns counts, taken
 * one after the other. Run by {@code run}.
 */
final class FirstUnion {
  private static final int TURNS = Integer.getInteger("starts", 10);

  private FirstUnion() {}

  /** Class and processor path of bitunion, then of AutoValue. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path dir = Files.createTempDirectory("first-union");
    try {
      String union = write(dir, Processing.unions(1));
      String value = write(dir, Processing.values(1, false));
      Path out = Files.createDirectory(dir.resolve("with"));
      List<String> with = javac(out, arguments[0], arguments[1], List.of(union));
      seconds(with);
      // Without -s what was generated lies beside the classes.
      List<String> code = new ArrayList<>(generated(out));
      code.add(union);
      Path second = Files.createDirectory(dir.resolve("without"));
      List<String> without = javac(second, arguments[0], null, code);
      Path third = Files.createDirectory(dir.resolve("peer"));
      List<String> peer = javac(third, arguments[2], arguments[3], List.of(value));
      double[] least = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
      for (int turn = 0; turn < TURNS; turn++) {
        least[0] = Math.min(least[0], seconds(without));
        least[1] = Math.min(least[1], seconds(with));
        least[2] = Math.min(least[2], seconds(peer));
      }
      System.out.printf(
          Locale.ROOT,
          "one union in a fresh javac: %.3f s; the same code, generated before: %.3f s;"
              + " the processor adds %.3f s%n",
          least[1],
          least[0],
          least[1] - least[0]);
      System.out.printf(
          Locale.ROOT,
          "first %.4f %.4f %.4f %.4f%n",
          least[1],
          least[0],
          least[2],
          least[1] - least[0]);
    } finally {
      try (Stream<Path> all = Files.walk(dir)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static String write(Path dir, List<JavaFileObject> sources) throws IOException {
    JavaFileObject source = sources.get(0);
    Path file = dir.resolve(Path.of(source.getName()).getFileName());
    return Files.writeString(file, source.getCharContent(true)).toString();
  }

  private static List<String> javac(
      Path out, String classPath, String processorPath, List<String> files) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(List.of("-d", out.toString(), "-classpath", classPath, "-Xlint:none"));
    command.addAll(
        processorPath == null
            ? List.of("-proc:none")
            : List.of("-processorpath", processorPath));
    command.addAll(files);
    return command;
  }

  private static List<String> generated(Path out) throws IOException {
    try (Stream<Path> all = Files.walk(out)) {
      return all.map(Path::toString).filter(name -> name.endsWith(".java")).sorted().toList();
    }
  }

  private static double seconds(List<String> command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException("the compilation failed");
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
