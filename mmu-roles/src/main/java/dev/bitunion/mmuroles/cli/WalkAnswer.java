package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.arch.ExitQualificationBits;
import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.FaultReason;
import dev.bitunion.mmuroles.mmu.FaultText;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Rights;
import dev.bitunion.mmuroles.mmu.Translation;
import dev.bitunion.mmuroles.mmu.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one walk met, as text, JSON or CSV. */
final class WalkAnswer {
  private final Walker walker;
  private final boolean translated;
  private final CpuState cpu;
  private final boolean ept;
  private final List<WalkRead> reads;
  private final List<WalkSteps.Step> steps;

  /**
   * Takes down a walk.
   *
   * @param steps what the second stage read for each table and the page; empty if none is asked for
   */
  WalkAnswer(Walker walker, boolean translated, CpuState cpu, List<WalkSteps.Step> steps) {
    this.walker = walker;
    this.translated = translated;
    this.cpu = cpu;
    this.ept = walker.context().translation() == Translation.EPT;
    this.reads = WalkRead.of(walker);
    this.steps = steps;
  }

  List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add(String.format("%s of %s, %s", access(), hex(walker.address()), paging()));
    addReads(lines);
    for (int level = walker.topLevel(); level >= walker.level() && level > 0; level--) {
      if (walker.setAccessed(level)) {
        lines.add("  sets A in the level-" + level + " entry");
      }
    }
    if (walker.setDirty()) {
      lines.add("  sets D in the level-" + walker.level() + " entry");
    }
    if (translated) {
      lines.add(
          String.format(
              "translated to %s, rights %s", hex(gpa()), Rights.text(walker.rights(), ept)));
    } else {
      lines.add("fault, " + outcome());
      lines.add(FaultText.of(walker));
    }
    return lines;
  }

  /** The entries; each step of the second stage stands before what it was taken for. */
  private void addReads(List<String> lines) {
    for (WalkRead read : reads) {
      addStep(lines, read.level());
      lines.add(read.text("  "));
    }
    if (steps.isEmpty() && faulting() != walker) {
      addSecond(lines, hex(faulting().address()), WalkRead.of(faulting()));
    }
    for (int level = walker.lowestRead() - 1; level >= 0; level--) {
      addStep(lines, level);
    }
  }

  private void addStep(List<String> lines, int level) {
    for (WalkSteps.Step step : steps) {
      if (step.level() == level) {
        addSecond(lines, step.address(), step.reads());
      }
    }
  }

  private static void addSecond(List<String> lines, String address, List<WalkRead> reads) {
    lines.add("  second stage, of " + address);
    reads.forEach(read -> lines.add(read.text("    ")));
  }

  private long gpa() {
    return PageMath.gpa(walker.gfn()) + PageMath.pageOffset(walker.address());
  }

  private String outcome() {
    Walker faulting = faulting();
    if (faulting.reason() == FaultReason.ILLEGAL_ADDRESS) {
      return "illegal address";
    }
    boolean inEpt = faulting.context().translation() == Translation.EPT;
    if (inEpt && faulting.reason() == FaultReason.RESERVED) {
      return "EPT misconfiguration" + stage();
    }
    if (inEpt) {
      long qualification = cpu.exitQualification();
      return String.format(
          "EPT violation, exit qualification %s (%s)%s",
          hex(qualification),
          String.join("|", ExitQualificationBits.flagNames(qualification)),
          stage());
    }
    long error = walker.error();
    return String.format(
        "error code %s (%s)%s",
        hex(error), String.join("|", PageFaultErrorBits.flagNames(error)), stage());
  }

  private String stage() {
    return faulting() == walker ? "" : " in the second stage";
  }

  private Walker faulting() {
    return walker.reason() == FaultReason.SECOND_STAGE ? walker.secondStage() : walker;
  }

  private String access() {
    long access = walker.access();
    String kind =
        PageFaultErrorBits.write(access)
            ? "write"
            : PageFaultErrorBits.fetch(access) ? "fetch" : "read";
    if (ept) {
      return kind;
    }
    String who = PageFaultErrorBits.user(access) ? "user " : "supervisor ";
    return (PageFaultErrorBits.implicitAccess(access) ? "implicit " : "") + who + kind;
  }

  private String paging() {
    int levels = walker.context().rootLevel();
    String own =
        ept
            ? levels + "-level EPT"
            : levels == 2 ? "32-bit paging" : levels == 3 ? "PAE paging" : levels + "-level paging";
    return walker.secondStage() == null
        ? own
        : own
            + " through "
            + (walker.secondStage().context().translation() == Translation.EPT ? "EPT" : "NPT");
  }

  JsonWriter json() {
    JsonWriter json =
        new JsonWriter()
            .put("address", hex(walker.address()))
            .put("access", access())
            .put("paging", paging())
            .putAll("entries", reads.stream().map(WalkRead::json).toList());
    if (!steps.isEmpty()) {
      json.putAll("steps", steps.stream().map(WalkSteps.Step::json).toList());
    }
    json.put("outcome", translated ? "translated" : "fault");
    if (translated) {
      return json.put("gpa", hex(gpa()))
          .put("gfn", hex(walker.gfn()))
          .put("rights", Rights.text(walker.rights(), ept));
    }
    Walker faulting = faulting();
    boolean violation =
        faulting.context().translation() == Translation.EPT
            && faulting.reason() != FaultReason.RESERVED
            && faulting.reason() != FaultReason.ILLEGAL_ADDRESS;
    return json.put("error_code", hex(walker.error()))
        .put("exit_qualification", violation ? hex(cpu.exitQualification()) : null)
        .put("second_stage", faulting != walker)
        .put("fault_address", hex(walker.faultAddress()))
        .put("level", faulting.level())
        .put("reason", faulting.reason().name().toLowerCase(Locale.ROOT))
        .put("sentence", FaultText.of(walker));
  }

  /** The walker's own entries; with steps, theirs too, by the address each was taken for. */
  List<String> csv() {
    List<String> lines = new ArrayList<>();
    lines.add((steps.isEmpty() ? "" : "of,") + "level,address,entry,flags,rights");
    for (WalkRead read : reads) {
      lines.add(steps.isEmpty() ? read.csv() : "," + read.csv());
    }
    for (WalkSteps.Step step : steps) {
      step.reads().forEach(read -> lines.add(step.address() + "," + read.csv()));
    }
    return lines;
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
