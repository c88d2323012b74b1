package dev.bitunion.processor.check;

import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.model.Proof;
import java.util.regex.Pattern;

/** What a C proof names can stand in a C program. */
final class ProofRules {
  private static final Pattern TYPE =
      Pattern.compile("((struct|union|enum) )?[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9_./+-]+");

  private ProofRules() {}

  static void check(Proof proof, Report report) {
    if (!TYPE.matcher(proof.type()).matches()) {
      report.add(proof.typeSite(), Problem.C_TYPE, proof.type());
    }
    for (String header : proof.includes()) {
      if (!HEADER.matcher(header).matches()) {
        report.add(proof.includesSite(), Problem.C_HEADER, header);
      }
    }
  }
}
