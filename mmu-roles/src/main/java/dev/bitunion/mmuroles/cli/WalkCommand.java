package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.EntryMemory;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.RoleMath;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.role.Unverified;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One walk of guest page tables: every entry read, the rights, the outcome, and why. */
@Command(
    name = "walk",
    description =
        "Walks guest page tables as KVM does: each entry read, the rights so far, the frame or the"
            + " fault, and the fault's reason in one sentence.",
    footer = {
      "",
      "CR0, CR4 and EFER choose the paging mode. --eptp alone walks L1's EPT for a guest physical",
      "address; with --cr3 it is the second stage of L2's own tables, as --ncr3 is for NPT.",
      "Exit code 0, whether the walk gives a frame or a fault.",
      "",
      "Examples:",
      "  mmu-roles walk --cr0 PG,WP --cr4 PAE --efer LMA,NX --cr3 1000 --tables t.txt \\",
      "      --access w --cpl 3 400000",
      "  mmu-roles walk --eptp 105e --tables ept.txt --access x 7000",
    })
final class WalkCommand extends Subcommand {
  /** What the guest's CPUID says. */
  private static final class CpuidOptions {
    @Option(
        names = "--maxphyaddr",
        paramLabel = "BITS",
        defaultValue = "46",
        description = "physical address bits of the guest, 32 to 52 (default 46)")
    private int maxphyaddr = 46;

    @Option(names = "--no-gbpages", description = "the guest has no 1 GB pages")
    private boolean noGbpages;

    @Option(names = "--amd", description = "an AMD guest: bit 8 is reserved in the top levels")
    private boolean amd;
  }

  @Parameters(paramLabel = "ADDRESS", description = "the address to translate, in hex")
  private String address;

  @Option(
      names = "--access",
      paramLabel = "KIND",
      defaultValue = "r",
      description = "r (read, default), w (write) or x (fetch)")
  private String access;

  @Option(
      names = "--cpl",
      paramLabel = "CPL",
      defaultValue = "0",
      description = "privilege level, 0 (default) to 3; 3 makes a user access")
  private int cpl;

  @Option(names = "--ac", description = "EFLAGS.AC is set")
  private boolean ac;

  @Option(names = "--implicit", description = "the processor's own access to a system structure")
  private boolean implicit;

  @Option(names = "--pkru", paramLabel = "BITS", description = "PKRU in hex, or its flags")
  private String pkru;

  @Mixin private RegisterOptions registers;

  @Option(names = "--cr3", paramLabel = "HEX", description = "CR3; the tables start there")
  private String cr3;

  @Mixin private SecondStageOptions secondStage;

  @Option(
      names = "--steps",
      description = "in two stages: what the second stage reads for every table and for the page")
  private boolean steps;

  @Mixin private CpuidOptions cpuid = new CpuidOptions();

  @Mixin private MemoryOptions memory = new MemoryOptions();

  @Mixin private FormatOption format;
  @Mixin private KernelOption kernel;

  WalkCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    checkOptions();
    RoleModel model = kernel.model();
    if (secondStage.ept() && Unverified.of(model.kernel()).contains(Unverified.NESTED_EPT)) {
      session.note(Unverified.NESTED_EPT.note(model.kernel()));
    }
    GuestCpuid guest = guestCpuid();
    boolean own = cr3 != null;
    long cr0 = registers.cr0();
    long cr4 = registers.cr4();
    long efer = registers.efer();
    int levels = RoleMath.rootLevel(cr0, cr4, efer);
    if (own && levels == 0) {
      throw usage("--cr3 needs paging: set PG in --cr0");
    }
    boolean narrow = own ? levels == 2 : secondStage.narrow();
    if (secondStage.given() && narrow != secondStage.narrow() && memory.hasImage()) {
      throw usage("--image: entries of both sizes are read here; state them with --tables");
    }
    EntryMemory entries = memory.read(session, !narrow, guest.maxphyaddr());
    CpuState cpu = new CpuState(model.behaviours());
    cpu.setPrivilege(cpl, ac);
    cpu.setPkru(pkru == null ? 0 : (int) Register.PKRU.parse(pkru));
    WalkSetup setup = new WalkSetup(model, guest, entries, cpu);
    Walker second = secondStage.walker(setup);
    Walker walker = own ? setup.own(cr0, cr4, efer, WordArgument.hex(cr3), second) : second;
    boolean translated = walker.walk(WordArgument.hex(address), accessCode(own));
    List<WalkSteps.Step> listed = List.of();
    if (steps) {
      entries.restore();
      listed = WalkSteps.of(walker, translated, cpu);
      entries.restore();
      translated = walker.walk(WordArgument.hex(address), accessCode(own));
    }
    registers.notes().forEach(session::note);
    secondStage.notes().forEach(session::note);
    if (entries.strayReads() > 0) {
      session.note("entries read that were not stated, taken as 0: " + entries.strayReads());
    }
    WalkAnswer answer = new WalkAnswer(walker, translated, cpu, listed);
    switch (format.format()) {
      case text -> answer.text().forEach(session.out()::println);
      case json -> session.out().println(answer.json());
      case csv -> answer.csv().forEach(session.out()::println);
    }
    return ExitCode.FINE;
  }

  private void checkOptions() {
    if (cr3 == null && !secondStage.given()) {
      throw usage("say where the tables start: --cr3, --eptp or --ncr3");
    }
    secondStage.check();
    if (steps && (cr3 == null || !secondStage.given())) {
      throw usage("--steps needs two stages: --cr3 and --eptp or --ncr3");
    }
    if (cr3 == null && (registers.hasCr0() || registers.hasCr4() || registers.hasEfer())) {
      throw usage("--cr0, --cr4 and --efer need --cr3: a nested table does not depend on them");
    }
    if (cpl < 0 || cpl > 3) {
      throw usage("--cpl: " + cpl + " is not within 0 to 3");
    }
    if (!List.of("r", "w", "x").contains(access)) {
      throw usage("--access: '" + access + "' is not one of r, w and x");
    }
    if (implicit && access.equals("x")) {
      throw usage("--implicit: a fetch is never implicit");
    }
  }

  private GuestCpuid guestCpuid() {
    try {
      return new GuestCpuid(cpuid.maxphyaddr, !cpuid.noGbpages, cpuid.amd);
    } catch (IllegalArgumentException e) {
      throw usage("--maxphyaddr: " + e.getMessage());
    }
  }

  /** EPT has no user bit: there, U says that the access is a read. NPT walks are all user's. */
  private long accessCode(boolean own) {
    boolean user = own ? cpl == 3 && !implicit : secondStage.npt() || access.equals("r");
    long code = PageFaultErrorBits.prepWrite(access.equals("w"));
    code = PageFaultErrorBits.withFetch(code, access.equals("x"));
    code = PageFaultErrorBits.withUser(code, user);
    return PageFaultErrorBits.withImplicitAccess(code, implicit);
  }
}
