package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.KernelWords;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.shadow.ShadowPages;
import dev.bitunion.mmuroles.shadow.ShadowVm;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import java.util.ArrayList;
import java.util.List;

/**
 * The state after an event, as far as a timeline shows it.
 *
 * @param active name of the context in use
 * @param role its role, as the kernel writes it
 * @param root its current root
 * @param previous its previous roots, the most recent first
 * @param requests pending requests
 * @param tracks non-zero gfn_track counters, {@code GFN:COUNT}, those of SMM with an {@code s}
 * @param used shadow pages in use
 * @param indirect indirect shadow pages
 * @param unsync unsync pages
 */
public record Snapshot(
    String active,
    long role,
    String root,
    List<String> previous,
    String requests,
    List<String> tracks,
    int used,
    int indirect,
    long unsync) {
  /** Copies the lists. */
  public Snapshot {
    previous = List.copyOf(previous);
    tracks = List.copyOf(tracks);
  }

  static Snapshot of(Vcpu vcpu) {
    ShadowVm vm = vcpu.vm();
    KernelWords words = vcpu.config().model().words();
    ShadowContext context = vcpu.active();
    List<String> previous = new ArrayList<>();
    for (int i = 0; i < ShadowContext.PREVIOUS; i++) {
      previous.add(root(words, vm, context, context.previousRoot(i), context.previousPgd(i)));
    }
    return new Snapshot(
        context == vcpu.root() ? "root_mmu" : "guest_mmu",
        words.context(context.mmu().role()),
        root(words, vm, context, context.root(), context.rootPgd()),
        previous,
        Flags.REQUESTS.text(vm.requests()).replace("0", "-"),
        tracks(vm),
        vm.used(),
        vm.indirect(),
        vm.stats().mmuUnsync);
  }

  /** A root as {@code 0x00003714@gfn for pgd}, or {@code -}. */
  private static String root(
      KernelWords words, ShadowVm vm, ShadowContext context, int root, long pgd) {
    if (root == ShadowContext.INVALID) {
      return "-";
    }
    StringBuilder text = new StringBuilder();
    if (root == ShadowContext.SPECIAL) {
      text.append(context.hasPml4Table() ? "pml4[" : "pae[");
      for (int i = 0; i < ShadowContext.PAE_ENTRIES; i++) {
        int page = context.paeRoot(i);
        text.append(i == 0 ? "" : " ");
        text.append(page == ShadowContext.INVALID ? "-" : page(words, vm.pages(), page));
      }
      text.append(']');
    } else {
      text.append(page(words, vm.pages(), root));
    }
    return text.append(" for 0x").append(Long.toHexString(pgd)).toString();
  }

  /** A page as {@code 0x00003714@gfn}. */
  static String page(KernelWords words, ShadowPages pages, int page) {
    return page(words.page(pages.role(page)), pages.gfn(page));
  }

  static String page(int role, long gfn) {
    return String.format("0x%08x@0x%x", role, gfn);
  }

  private static List<String> tracks(ShadowVm vm) {
    List<String> tracks = new ArrayList<>();
    for (int space = 0; space <= 1; space++) {
      for (long gfn : vm.tracking().trackedGfns(space)) {
        String prefix = space == 0 ? "0x" : "s0x";
        tracks.add(prefix + Long.toHexString(gfn) + ":" + vm.tracking().track(gfn, space));
      }
    }
    return tracks;
  }

  /** The frame of the page directory of a previous root. */
  static long directoryFrame(long pgd) {
    return PageMath.gfn(pgd);
  }
}
