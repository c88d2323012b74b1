package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jar that users get; runs after packaging. */
class ShadedJarCheck {
  private static final Path JAR = Path.of(System.getProperty("bitunion.jar", "none"));

  @BeforeAll
  static void needsTheJar() {
    assumeTrue(Files.exists(JAR), "runs in phase verify, when the jar is packaged");
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().filter(e -> !e.isDirectory()).map(e -> e.getName()).toList();
    }
  }

  @Test
  void isSmall() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(300 * 1024);
  }

  @Test
  void holdsOnlyTheProcessorAndWhatItShades() throws IOException {
    assertThat(entries())
        .allMatch(
            name -> name.startsWith("dev/bitunion/processor/") || name.startsWith("META-INF/"))
        .anyMatch(name -> name.startsWith("dev/bitunion/processor/shaded/layout/"))
        .contains(
            "META-INF/NOTICE",
            "META-INF/gradle/incremental.annotation.processors",
            "META-INF/services/javax.annotation.processing.Processor");
    assertThat(entries().stream().filter(name -> name.startsWith("META-INF/services/"))).hasSize(1);
  }

  @Test
  void namesNoClassThatItDoesNotHold() throws Exception {
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {JAR.toUri().toURL()}, platform)) {
      Class<?> processor = loader.loadClass("dev.bitunion.processor.BitUnionProcessor");
      assertThat(processor.getConstructor().newInstance())
          .isInstanceOf(javax.annotation.processing.Processor.class);
      for (String entry : entries()) {
        if (entry.endsWith(".class")) {
          String name = entry.replace('/', '.').substring(0, entry.length() - 6);
          Class.forName(name, false, loader).getDeclaredMethods();
        }
      }
    }
  }
}
