package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class KernelsPageTest {
  @Test
  void thePageSaysWhatTheBehavioursSay() throws IOException {
    assertThat(Files.readString(KernelsPage.PAGE))
        .as("docs/kernels.md is stale: run KernelsPage.main in the folder of mmu-roles")
        .isEqualTo(KernelsPage.text());
  }

  @Test
  void itNamesEveryDifferenceAndNothingElse() throws IOException {
    Behaviours first = Behaviours.of(KernelVersion.V5_14);
    Behaviours second = Behaviours.of(KernelVersion.V6_1);
    String page = Files.readString(KernelsPage.PAGE);
    for (Behaviour behaviour : Behaviour.values()) {
      boolean differs = first.has(behaviour) != second.has(behaviour);
      assertThat(page.contains("| `" + behaviour + "` |")).as("" + behaviour).isEqualTo(differs);
    }
  }
}
