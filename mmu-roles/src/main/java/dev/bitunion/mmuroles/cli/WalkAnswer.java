package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.arch.EptEntryBits;
import dev.bitunion.mmuroles.arch.ExitQualificationBits;
import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.arch.Pte32Bits;
import dev.bitunion.mmuroles.arch.Pte64Bits;
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
  private static final int PDPTE_LEVEL = 3;

  /** An entry that was read; without address and rights if it is a PDPTE. */
  private record Read(int level, Long address, String value, String flags, String rights) {}

  private final Walker walker;
  private final boolean translated;
  private final CpuState cpu;
  private final boolean ept;
  private final List<Read> reads = new ArrayList<>();

  WalkAnswer(Walker walker, boolean translated, CpuState cpu) {
    this.walker = walker;
    this.translated = translated;
    this.cpu = cpu;
    this.ept = walker.context().translation() == Translation.EPT;
    if (walker.context().rootLevel() == PDPTE_LEVEL && !ept) {
      reads.add(read(PDPTE_LEVEL, false));
    }
    for (int level = firstInMemory(); level >= walker.lowestRead(); level--) {
      reads.add(read(level, true));
    }
  }

  private int firstInMemory() {
    boolean pae = walker.context().rootLevel() == PDPTE_LEVEL && !ept;
    return pae ? PDPTE_LEVEL - 1 : walker.topLevel();
  }

  private Read read(int level, boolean inMemory) {
    long entry = walker.entry(level);
    boolean narrow = walker.context().translation() == Translation.SHORT;
    String value = String.format(narrow ? "0x%08x" : "0x%016x", entry);
    List<String> flags =
        ept
            ? EptEntryBits.flagNames(entry)
            : narrow ? Pte32Bits.flagNames((int) entry) : Pte64Bits.flagNames(entry);
    String rights = inMemory ? Rights.text(walker.rightsDownTo(level), ept) : null;
    Long address = inMemory ? walker.entryAddress(level) : null;
    return new Read(level, address, value, String.join("|", flags), rights);
  }

  List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add(String.format("%s of %s, %s", access(), hex(walker.address()), paging()));
    addReads(lines, "  ");
    if (faulting() != walker) {
      lines.add("  second stage, of " + hex(faulting().address()));
      new WalkAnswer(faulting(), false, cpu).addReads(lines, "    ");
    }
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

  private void addReads(List<String> lines, String indent) {
    for (Read read : reads) {
      String where = read.address == null ? "PDPTE register" : hex(read.address);
      String rights = read.rights == null ? "" : ", so far " + read.rights;
      lines.add(
          String.format(
              "%slevel %d  %s  %s (%s)%s",
              indent, read.level, where, read.value, read.flags, rights));
    }
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
            .putAll("entries", reads.stream().map(WalkAnswer::json).toList())
            .put("outcome", translated ? "translated" : "fault");
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

  private static JsonWriter json(Read read) {
    return new JsonWriter()
        .put("level", read.level)
        .put("address", read.address == null ? null : hex(read.address))
        .put("entry", read.value)
        .put("flags", read.flags)
        .put("rights", read.rights);
  }

  List<String> csv() {
    List<String> lines = new ArrayList<>();
    lines.add("level,address,entry,flags,rights");
    for (Read read : reads) {
      String address = read.address == null ? null : hex(read.address);
      lines.add(Csv.row(read.level, address, read.value, read.flags, read.rights));
    }
    return lines;
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
