package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The page of errors is what the catalogue says. */
class ErrorsPageTest {
  @Test
  void isUpToDate() throws IOException {
    assertThat(Files.readString(ErrorsPage.PAGE))
        .as("docs/errors.md is stale: run ErrorsPage.main in the processor's folder")
        .isEqualTo(ErrorsPage.text());
  }
}
