package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The processor among others, over several rounds, and several compilations. */
class RoundsTest {
  private static final String PART =
      """
      package demo;
      import dev.bitunion.*;
      @BitUnion(bits = 8)
      public interface Part {
        @Field(bits = 3) int level();
        @Field(bits = 1) Mode mode();
        enum Mode { OFF, ON }
      }
      """;
  private static final String WHOLE =
      """
      package demo;
      import dev.bitunion.*;
      @BitUnion(bits = 64)
      public interface Whole {
        @Field(bits = 1) boolean valid();
        @Field(bits = 8, at = 40) Part part();
      }
      """;
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @TempDir Path folder;

  private static JavaCompiler compiler(String name) {
    return name.equals("ecj") ? new EclipseCompiler() : ToolProvider.getSystemJavaCompiler();
  }

  private static List<String> path(Path... before) {
    StringBuilder path = new StringBuilder();
    for (Path entry : before) {
      path.append(entry).append(java.io.File.pathSeparator);
    }
    return List.of("--release", "17", "-classpath", path + CLASS_PATH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"javac", "ecj"})
  void waitsForTypesThatOthersGenerate(String compiler) throws IOException {
    String union = WHOLE.replace("Part part()", "Later part()").replace("bits = 8,", "bits = 1,");
    OnDisk done =
        OnDisk.compile(
            compiler(compiler),
            folder,
            Map.of("demo/Whole.java", union),
            path(),
            List.of(new BitUnionProcessor(), new LaterProcessor()));
    assertThat(done.ok().generated()).containsKey("demo/WholeBits.java");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javac", "ecj"})
  void readsTheLayoutOfAUnionFromItsClassFile(String compiler) throws IOException {
    OnDisk together =
        OnDisk.compile(
            compiler(compiler),
            folder.resolve("both"),
            Map.of("demo/Part.java", PART, "demo/Whole.java", WHOLE),
            path());
    OnDisk part =
        OnDisk.compile(
            compiler(compiler), folder.resolve("1"), Map.of("demo/Part.java", PART), path());
    OnDisk whole =
        OnDisk.compile(
            compiler(compiler),
            folder.resolve("2"),
            Map.of("demo/Whole.java", WHOLE),
            path(part.ok().classes()));
    assertThat(whole.ok().generated().get("demo/WholeBits.java"))
        .isEqualTo(together.ok().generated().get("demo/WholeBits.java"))
        .contains("partLevel(long w)");
  }

  @Test
  void trustsTheSourceMoreThanAnOldClass() throws IOException {
    String old = PART.replace("@Field(bits = 3)", "@Field(bits = 5)");
    OnDisk before =
        OnDisk.compile(
            compiler("javac"), folder.resolve("1"), Map.of("demo/Part.java", old), path());
    // javac 17 itself fails where a processor makes a record that the class path holds as well
    Files.delete(before.ok().classes().resolve("demo/PartValue.class"));
    Map<String, String> code = Map.of("demo/Part.java", PART, "demo/Whole.java", WHOLE);
    OnDisk now =
        OnDisk.compile(compiler("javac"), folder.resolve("2"), code, path(before.classes()));
    assertThat(now.ok().generated().get("demo/WholeBits.java")).contains("PART_LEVEL_WIDTH = 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javac", "ecj"})
  void saysThatANestedUnionWasNotProcessed(String compiler) throws IOException {
    OnDisk part =
        OnDisk.compile(
            compiler(compiler),
            folder.resolve("1"),
            Map.of("demo/Part.java", PART),
            path(),
            List.of());
    OnDisk whole =
        OnDisk.compile(
            compiler(compiler),
            folder.resolve("2"),
            Map.of("demo/Whole.java", WHOLE),
            path(part.ok().classes()));
    assertThat(whole.said())
        .isEqualTo(
            "6: [bitunion-nested-unknown] Field part: union Part has no PartBits here; compile it"
                + " with the bitunion processor.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javac", "ecj"})
  void saysThatALayoutIsOfAnotherVersion(String compiler) throws IOException {
    String bits =
        "package demo; class PartBits { static final String LAYOUT = \"bitunion 99\\n\"; }";
    OnDisk part =
        OnDisk.compile(
            compiler(compiler),
            folder.resolve("1"),
            Map.of("demo/Part.java", PART, "demo/PartBits.java", bits),
            path(),
            List.of());
    OnDisk whole =
        OnDisk.compile(
            compiler(compiler),
            folder.resolve("2"),
            Map.of("demo/Whole.java", WHOLE),
            path(part.ok().classes()));
    assertThat(whole.said())
        .isEqualTo(
            "6: [bitunion-nested-version] Field part: Part was generated by another version of"
                + " bitunion (layout text of another version: bitunion 99); compile it anew.\n");
  }

  @Test
  void otherTypesAreStillGenerated() throws IOException {
    String bad = PART.replace("Part", "Bad").replace("bits = 3", "bits = 0");
    OnDisk done =
        OnDisk.compile(
            compiler("javac"),
            folder,
            Map.of("demo/Bad.java", bad, "demo/Part.java", PART),
            path());
    assertThat(done.said()).contains("[bitunion-width]");
    assertThat(done.generated()).containsOnlyKeys("demo/PartBits.java", "demo/PartValue.java");
  }

  @Test
  void malformedAnnotationsAreLeftToTheCompiler() throws IOException {
    String bad = PART.replace("bits = 3", "bits = \"3\"");
    OnDisk done = OnDisk.compile(compiler("javac"), folder, Map.of("demo/Part.java", bad), path());
    assertThat(done.success()).isFalse();
    assertThat(done.said()).isEmpty();
  }

  @Test
  void textDependsOnTheSourceAlone() throws IOException {
    Map<String, String> code = new TreeMap<>(Map.of("demo/Part.java", PART));
    code.put("demo/Whole.java", WHOLE);
    code.put("demo/Other.java", PART.replace("Part", "Other"));
    Map<String, String> first =
        OnDisk.compile(compiler("javac"), folder.resolve("1"), code, path()).ok().generated();
    Map<String, String> second =
        OnDisk.compile(compiler("ecj"), folder.resolve("2"), code, path()).ok().generated();
    code.remove("demo/Other.java");
    Map<String, String> third =
        OnDisk.compile(compiler("javac"), folder.resolve("3"), code, path()).ok().generated();
    assertThat(second).isEqualTo(first);
    assertThat(first).containsAllEntriesOf(third);
    assertThat(first.values()).noneMatch(text -> text.contains("\r"));
  }

  @Test
  void everyGeneratedClassHasItsInterfaceAsOnlyOrigin() throws IOException {
    Map<String, Set<String>> origins = new TreeMap<>();
    OnDisk.compile(
            compiler("javac"),
            folder,
            Map.of("demo/Part.java", PART, "demo/Whole.java", WHOLE),
            path(),
            List.of(new Recording(origins)))
        .ok();
    assertThat(origins)
        .containsEntry("demo.PartBits", Set.of("Part"))
        .containsEntry("demo.PartValue", Set.of("Part"))
        .containsEntry("demo.WholeBits", Set.of("Whole"))
        .containsEntry("demo.WholeValue", Set.of("Whole"));
  }

  @Test
  void worksInAModuleThatDoesNotReadTheCompiler() throws IOException {
    Path annotations = Path.of("../annotations/target/classes").toAbsolutePath().normalize();
    String module =
        "module demo { requires static transitive dev.bitunion.annotations; exports demo; }";
    List<String> options =
        List.of(
            "--release",
            "17",
            "--module-path",
            annotations.toString(),
            "--limit-modules",
            "java.base,dev.bitunion.annotations",
            "-Werror",
            "-Xlint:all,-processing,-options");
    OnDisk done =
        OnDisk.compile(
            compiler("javac"),
            folder,
            Map.of("module-info.java", module, "demo/Part.java", PART, "demo/Whole.java", WHOLE),
            options);
    assertThat(done.ok().generated()).containsKey("demo/PartBits.java");
  }

  /** Makes an enum in the first round. */
  @SupportedAnnotationTypes("*")
  private static final class LaterProcessor extends AbstractProcessor {
    private boolean done;

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!done) {
        done = true;
        try (Writer out = processingEnv.getFiler().createSourceFile("demo.Later").openWriter()) {
          out.write("package demo; public enum Later { NO, YES }");
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
      return false;
    }
  }

  /** The processor with a filer that notes what each file was made from. */
  private static final class Recording extends AbstractProcessor {
    private final BitUnionProcessor processor = new BitUnionProcessor();
    private final Map<String, Set<String>> origins;

    Recording(Map<String, Set<String>> origins) {
      this.origins = origins;
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      Filer filer =
          proxy(
              Filer.class,
              (self, method, arguments) -> {
                if (method.getName().equals("createSourceFile")) {
                  Set<String> names = new TreeSet<>();
                  for (Element element : (Element[]) arguments[1]) {
                    names.add(element.getSimpleName().toString());
                  }
                  origins.put(arguments[0].toString(), names);
                }
                return method.invoke(environment.getFiler(), arguments);
              });
      processor.init(
          proxy(
              ProcessingEnvironment.class,
              (self, method, arguments) ->
                  method.getName().equals("getFiler")
                      ? filer
                      : method.invoke(environment, arguments)));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
      ClassLoader loader = RoundsTest.class.getClassLoader();
      return type.cast(Proxy.newProxyInstance(loader, new Class<?>[] {type}, handler));
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return processor.getSupportedSourceVersion();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return processor.process(annotations, round);
    }
  }
}
