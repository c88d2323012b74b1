package dev.bitunion.mmuroles.conform;

import static dev.bitunion.mmuroles.conform.VectorLine.flag;
import static dev.bitunion.mmuroles.conform.VectorLine.hex;
import static dev.bitunion.mmuroles.conform.VectorLine.join;

import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.RoleMath;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.shadow.ShadowMmu;
import dev.bitunion.mmuroles.shadow.ShadowPages;
import dev.bitunion.mmuroles.shadow.ShadowVm;

/**
 * Runs the lines of {@code spcache_getpage}: direct calls of kvm_mmu_get_page, unprotect, zap, pin
 * and zap_all_fast, on a fresh machine a sequence.
 */
final class GetPageVectors implements SequenceVectors {
  private static final long SLOT_PAGES = 4096;
  private static final GuestCpuid CPUID = new GuestCpuid(52, true, false);
  private static final Behaviours V5_14 = Behaviours.of(KernelVersion.V5_14);

  private ShadowMmu mmu;
  private ShadowVm vm;
  private ShadowPages pages;
  private PageEventText events;
  private ShadowContext root;
  private ShadowContext guest;
  private ShadowContext active;
  private int tdpLevel;

  @Override
  public String perform(String[] in) {
    return switch (in[0]) {
      case "R" -> setRole(in);
      case "G" -> getPage(in);
      case "U" -> unprotect(in);
      case "X" -> zap(in);
      case "P" -> pin(in);
      case "Q" -> unpin(in);
      case "A" -> zapAll();
      default -> throw new IllegalArgumentException("unknown operation '" + in[0] + "'");
    };
  }

  @Override
  public void start(String[] fields) {
    String host = fields[2];
    boolean tdp = !host.equals("SHADOW");
    tdpLevel = tdp ? Integer.parseInt(host.substring(3)) : 0;
    mmu = new ShadowMmu(tdp, V5_14);
    vm = mmu.vm();
    pages = vm.pages();
    events = new PageEventText(pages);
    vm.listen(events);
    vm.slots(0).add(0, SLOT_PAGES, false);
    vm.slots(1).add(0, SLOT_PAGES, false);
    root = new ShadowContext(new MmuContext(MmuContext.Kind.ROOT, CPUID, V5_14), !tdp);
    guest = new ShadowContext(new MmuContext(MmuContext.Kind.GUEST, CPUID, V5_14), false);
    active = root;
  }

  private String setRole(String[] in) {
    switch (in[1]) {
      case "EP" -> {
        active = guest;
        int level = Integer.parseInt(in[4]);
        int rootSmm = Integer.parseInt(in[5]);
        guest.mmu().initEpt(RoleMath.shadowEpt(flag(in[3]), flag(in[2]), level, rootSmm));
      }
      case "SH", "TD" -> {
        active = root;
        initRoot(in[1].equals("TD"), hex(in[2]), hex(in[3]), hex(in[4]), (int) hex(in[5]));
      }
      case "NP" -> {
        active = guest;
        initNpt(hex(in[3]), hex(in[4]), (int) hex(in[5]));
      }
      default -> throw new IllegalArgumentException("unknown kind of role '" + in[1] + "'");
    }
    return String.format("%016x", active.mmu().role());
  }

  private void initRoot(boolean tdp, long cr0, long cr4, long efer, int hflags) {
    int levels = RoleMath.rootLevel(cr0, cr4, efer);
    if (tdp) {
      long role = RoleMath.tdpRoot(cr0, cr4, efer, hflags, tdpLevel, false);
      root.mmu().initTdp(role, levels);
    } else {
      root.mmu().initShadow(RoleMath.shadowRoot(cr0, cr4, efer, hflags), levels);
    }
  }

  private void initNpt(long cr4, long efer, int hflags) {
    long cr0 = RoleMath.NPT_CR0;
    long role = RoleMath.shadowNpt(cr0, cr4, efer, hflags, tdpLevel);
    guest.mmu().initShadow(role, RoleMath.rootLevel(cr0, cr4, efer));
  }

  private String getPage(String[] in) {
    long gfn = hex(in[1]);
    int level = Integer.parseInt(in[3]);
    long misses = vm.stats().mmuCacheMiss;
    int page =
        mmu.cache().getPage(active, gfn, hex(in[2]), level, flag(in[4]), Integer.parseInt(in[5]));
    events.take();
    int role = pages.role(page);
    int space = PageRoleBits.smm(role);
    return join(
        pages.serial(page),
        vm.stats().mmuCacheMiss - misses,
        Integer.toHexString(role),
        tracks(gfn),
        vm.tracking().disallow(gfn, 2, space),
        vm.tracking().disallow(gfn, 3, space),
        vm.indirect(),
        vm.used());
  }

  private String unprotect(String[] in) {
    long gfn = hex(in[1]);
    int zapped = mmu.zapper().unprotect(gfn) ? 1 : 0;
    return join(zapped, events.take(), tracks(gfn), vm.indirect(), vm.used());
  }

  private String zap(String[] in) {
    int page = events.pageOf(Integer.parseInt(in[1]));
    long gfn = pages.gfn(page);
    mmu.zapper().zap(page);
    return join(events.take(), tracks(gfn), vm.indirect(), vm.used());
  }

  private String pin(String[] in) {
    int page = events.pageOf(Integer.parseInt(in[1]));
    return join(mmu.zapper().pin(page));
  }

  private String unpin(String[] in) {
    int page = events.pageOf(Integer.parseInt(in[1]));
    int left = mmu.zapper().unpin(page);
    return join(left, events.take(), vm.used());
  }

  private String zapAll() {
    mmu.zapper().zapAllFast();
    return join(vm.generation(), events.take(), vm.indirect(), vm.used());
  }

  private String tracks(long gfn) {
    return join(vm.tracking().track(gfn, 0), vm.tracking().track(gfn, 1));
  }
}
