package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.arch.EptpBits;
import dev.bitunion.mmuroles.role.MmuKind;
import dev.bitunion.mmuroles.role.RoleMath;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes the role of an MMU context from registers, and says why each bit is what it is. */
@Command(
    name = "role",
    description = "Computes the role of an MMU context, and says why each field is what it is.",
    footer = {
      "",
      "shadow  root_mmu without EPT or NPT: --cr0 --cr4 --efer --smm --guest-mode --base-only",
      "tdp     root_mmu with EPT or NPT: those, --max-tdp-level --maxphyaddr --no-ad",
      "npt     guest_mmu for L1's NPT: L1's --cr4 --efer, --smm --max-tdp-level --maxphyaddr",
      "ept     guest_mmu for L1's EPT: --eptp --execonly --smm (of root_mmu's role)",
      "nested  nested_mmu, which walks L2's tables: --cr0 --cr4 --efer --smm --guest-mode",
      "",
      "Examples:",
      "  mmu-roles role --mmu shadow --cr0 PG,WP --cr4 PAE,SMEP --efer LME,LMA,NX",
      "  mmu-roles role --mmu tdp --max-tdp-level 5 --maxphyaddr 52",
      "  mmu-roles role --mmu ept --eptp 0x105e --execonly --format json"
    })
final class RoleCommand extends Subcommand {
  private static final int DEFAULT_TDP_LEVEL = 4;
  private static final int DEFAULT_MAXPHYADDR = 52;
  private static final int LEAST_MAXPHYADDR = 32;

  @Option(
      names = "--mmu",
      required = true,
      paramLabel = "MMU",
      description = "shadow, tdp, npt, ept or nested")
  private MmuKind mmu;

  @Mixin private RegisterOptions registers;

  @Option(names = "--smm", description = "in system management mode")
  private boolean smm;

  @Option(names = "--guest-mode", description = "L2 runs")
  private boolean guestMode;

  @Option(names = "--base-only", description = "the base alone, as a CR3 load computes it")
  private boolean baseOnly;

  @Option(
      names = "--maxphyaddr",
      paramLabel = "BITS",
      description = "the guest's physical address width, 32 to 52 (default 52)")
  private Integer maxphyaddr;

  @Option(
      names = "--max-tdp-level",
      paramLabel = "N",
      description = "levels that the host's EPT or NPT offers: 3, 4 or 5 (default 4)")
  private Integer maxTdpLevel;

  @Option(names = "--no-ad", description = "the host's EPT has no accessed and dirty bits")
  private boolean noAd;

  @Option(names = "--eptp", paramLabel = "HEX", description = "L1's EPT pointer")
  private String eptp;

  @Option(names = "--execonly", description = "L1 was offered execute-only EPT entries")
  private boolean execonly;

  @Mixin private FormatOption format;
  @Mixin private KernelOption kernel;

  RoleCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    RoleModel model = kernel.model();
    refuseIgnored();
    RoleQuery query = query();
    if (model.hasOneRole()) {
      new RoleAnswer(query, model, notes(query)).print(session, format.format());
    } else {
      new SplitRoleAnswer(query, model, notes(query)).print(session, format.format());
    }
    return ExitCode.FINE;
  }

  private void refuseIgnored() {
    Set<MmuKind> withRegisters = Set.of(MmuKind.SHADOW, MmuKind.TDP, MmuKind.NPT, MmuKind.NESTED);
    Set<MmuKind> withState = Set.of(MmuKind.SHADOW, MmuKind.TDP, MmuKind.NESTED);
    Set<MmuKind> roots = Set.of(MmuKind.SHADOW, MmuKind.TDP);
    Set<MmuKind> tdpHost = Set.of(MmuKind.TDP, MmuKind.NPT);
    refuse("--cr0", registers.hasCr0(), withRegisters);
    refuse("--cr4", registers.hasCr4(), withRegisters);
    refuse("--efer", registers.hasEfer(), withRegisters);
    refuse("--guest-mode", guestMode, withState);
    refuse("--base-only", baseOnly, roots);
    refuse("--maxphyaddr", maxphyaddr != null, tdpHost);
    refuse("--max-tdp-level", maxTdpLevel != null, tdpHost);
    refuse("--no-ad", noAd, Set.of(MmuKind.TDP));
    refuse("--eptp", eptp != null, Set.of(MmuKind.EPT));
    refuse("--execonly", execonly, Set.of(MmuKind.EPT));
    boolean pgAlone = registers.cr0() == Cr0Bits.PG_MASK;
    if (mmu == MmuKind.NPT && registers.hasCr0() && !pgAlone) {
      throw usage("--mmu npt ignores --cr0: KVM passes a CR0 with PG alone, whatever L1's is");
    }
    if (mmu == MmuKind.EPT && eptp == null) {
      throw usage("--mmu ept needs --eptp");
    }
  }

  private void refuse(String option, boolean given, Set<MmuKind> users) {
    if (given && !users.contains(mmu)) {
      throw usage("--mmu " + mmu + " ignores " + option);
    }
  }

  private RoleQuery query() {
    return new RoleQuery(
        mmu,
        mmu == MmuKind.NPT ? RoleMath.NPT_CR0 : registers.cr0(),
        registers.cr4(),
        registers.efer(),
        smm,
        guestMode,
        baseOnly,
        within("--max-tdp-level", maxTdpLevel, DEFAULT_TDP_LEVEL, 3, 5),
        within("--maxphyaddr", maxphyaddr, DEFAULT_MAXPHYADDR, LEAST_MAXPHYADDR, 52),
        noAd,
        eptp == null ? 0 : WordArgument.parse(eptp, true).value(),
        execonly);
  }

  private int within(String option, Integer value, int otherwise, int least, int most) {
    if (value == null) {
      return otherwise;
    }
    if (value < least || value > most) {
      throw usage(option + " " + value + " is out of range " + least + ".." + most);
    }
    return value;
  }

  private List<String> notes(RoleQuery query) {
    List<String> notes = new ArrayList<>(registers.notes());
    boolean lma = EferBits.lma(query.efer());
    if (lma && !(Cr0Bits.pg(query.cr0()) && Cr4Bits.pae(query.cr4()))) {
      notes.add("no processor has EFER.LMA without CR0.PG and CR4.PAE; computed as the code would");
    }
    if (!lma && EferBits.lme(query.efer()) && Cr0Bits.pg(query.cr0())) {
      notes.add("EFER.LME and CR0.PG without EFER.LMA: taken as not in long mode; add LMA for it");
    }
    if (mmu == MmuKind.NESTED && !guestMode) {
      notes.add("nested_mmu serves L2; without --guest-mode this is no role of normal execution");
    }
    int walkLength = EptpBits.walkLength(query.eptp());
    if (mmu == MmuKind.EPT && walkLength != 3 && walkLength != 4) {
      notes.add("EPTP[5:3]=" + walkLength + " is illegal (3: four levels, 4: five)");
    }
    return notes;
  }
}
