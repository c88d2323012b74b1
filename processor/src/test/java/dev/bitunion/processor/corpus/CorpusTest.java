package dev.bitunion.processor.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * C types and what gcc made of them: every record of the corpus is declared in the layout language,
 * generated, compiled and compared, bit by bit. {@code -Dbitunion.corpus=DIR} names another folder
 * of {@code *.jsonl.gz}, relative to the project's root.
 */
class CorpusTest {
  private static final String PROPERTY = "bitunion.corpus";
  private static final String DEFAULT = "../shared/data/clayout";
  private static final int SHOWN = 20;

  @Test
  void generatedCodeAgreesWithGcc() throws Exception {
    String stated = System.getProperty(PROPERTY);
    Path folder = root().resolve(stated == null ? DEFAULT : stated).normalize();
    assumeTrue(stated != null || Files.isDirectory(folder), "skipped: no " + DEFAULT);
    List<CorpusType> types = CorpusReader.readAll(folder);
    assertThat(types).as("types in %s", folder).isNotEmpty();
    CorpusBatch batch = new CorpusBatch(types, List.of("--release", release(), "-Xlint:none"));
    batch.run();
    int expressible = types.size() - batch.inexpressible().size();
    System.out.printf(
        "%d types, %d expressible, %d checked values, %d mismatches%n",
        types.size(), expressible, batch.checked(), batch.mismatches().size());
    System.out.println("declared: " + batch.styles());
    batch
        .inexpressible()
        .forEach((id, why) -> System.out.println("inexpressible: " + id + ": " + why));
    batch.mismatches().stream().limit(SHOWN).forEach(System.out::println);
    assertThat(batch.mismatches()).isEmpty();
    assertThat(batch.checked()).isPositive();
    assertThat(batch.inexpressible().size() * 100).isLessThanOrEqualTo(types.size());
  }

  /** Surefire runs in the module's folder; the project's root is above. */
  private static Path root() {
    String module = System.getProperty("basedir");
    return module == null
        ? Path.of("").toAbsolutePath()
        : Path.of(module).toAbsolutePath().getParent();
  }

  /** The form over memory segments needs source level 22. */
  private static String release() {
    return Runtime.version().feature() >= 22 ? "22" : "17";
  }
}
