package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.defect.Defect;
import dev.bitunion.mmuroles.defect.Defects;
import java.util.stream.Collectors;

/** Finds the defect that a command line names. */
final class DefectIds {
  private DefectIds() {}

  /**
   * The defect, which has a scenario.
   *
   * @throws Failure with exit code 2 if there is none
   */
  static Defect of(String id) {
    Defect defect =
        Defects.of(id)
            .orElseThrow(
                () ->
                    Failure.usage(
                        WordArgument.quote(id)
                            + " is no defect; there are "
                            + Defects.ALL.stream()
                                .map(Defect::id)
                                .collect(Collectors.joining(", "))));
    if (!defect.expressible()) {
      throw Failure.usage(defect.id() + " is outside the model: " + defect.outside());
    }
    return defect;
  }
}
