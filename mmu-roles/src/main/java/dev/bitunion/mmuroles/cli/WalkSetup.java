package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.arch.PaeCr3Bits;
import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.FaultText;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.GuestMemory;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.HflagsBits;
import dev.bitunion.mmuroles.role.RoleMath;
import dev.bitunion.mmuroles.role.RoleModel;

/** Contexts and walkers for one walk, set up from what a user states. */
final class WalkSetup {
  private static final int PDPTES = 4;
  private static final int LEAST_NPT_LEVELS = 4;

  private final RoleModel model;
  private final GuestCpuid cpuid;
  private final GuestMemory memory;
  private final CpuState cpu;

  WalkSetup(RoleModel model, GuestCpuid cpuid, GuestMemory memory, CpuState cpu) {
    this.model = model;
    this.cpuid = cpuid;
    this.memory = memory;
    this.cpu = cpu;
  }

  private MmuContext context(MmuContext.Kind kind) {
    return new MmuContext(kind, cpuid, model.behaviours());
  }

  Walker ept(long eptp, boolean executeOnly) {
    MmuContext context = context(MmuContext.Kind.GUEST);
    context.initEpt(model.shadowEpt(eptp, executeOnly, 0));
    context.readPgdFromEptp(eptp);
    return new Walker(context, memory, cpu);
  }

  /** The NPT of an L1 with these registers; the shadow has as many levels, or 4. */
  Walker npt(long nestedCr3, long cr4, long efer) {
    MmuContext context = context(MmuContext.Kind.GUEST);
    int levels = RoleMath.rootLevel(RoleMath.NPT_CR0, cr4, efer);
    context.initShadow(model.shadowNpt(cr4, efer, 0, Math.max(levels, LEAST_NPT_LEVELS)), levels);
    context.readPgdFromNestedCr3(nestedCr3);
    return new Walker(context, memory, cpu);
  }

  /** The guest's own tables; L2's, if a second stage translates their addresses. */
  Walker own(long cr0, long cr4, long efer, long cr3, Walker second) {
    cpu.setCr3(cr3);
    int levels = RoleMath.rootLevel(cr0, cr4, efer);
    MmuContext context;
    if (second == null) {
      context = context(MmuContext.Kind.ROOT);
      context.initShadow(model.shadowRoot(cr0, cr4, efer, 0), levels);
    } else {
      context = context(MmuContext.Kind.NESTED);
      context.initNested(model.nested(cr0, cr4, efer, HflagsBits.GUEST_MASK));
    }
    if (levels == PageMath.PAE_LEVELS) {
      loadPdptes(context, cr3, second);
    }
    return new Walker(context, memory, cpu, second);
  }

  /** A CR3 load in PAE paging reads four entries, which the walk then does not read. */
  private void loadPdptes(MmuContext context, long cr3, Walker second) {
    long gfn = PaeCr3Bits.frame(cr3);
    if (second != null) {
      if (!second.walk(PageMath.gpa(gfn), PageFaultErrorBits.U_MASK | PageFaultErrorBits.W_MASK)) {
        throw Failure.input("--cr3: the PDPTEs cannot be loaded. " + FaultText.of(second));
      }
      gfn = second.gfn();
    }
    long page = memory.find(gfn);
    if (page == GuestMemory.NO_PAGE) {
      throw Failure.input("--cr3: the PDPTEs cannot be loaded: there is no memory");
    }
    int table = PDPTES * Long.BYTES * PaeCr3Bits.table(cr3);
    for (int i = 0; i < PDPTES; i++) {
      context.setPdptr(i, memory.read64(page, table + Long.BYTES * i));
    }
  }
}
