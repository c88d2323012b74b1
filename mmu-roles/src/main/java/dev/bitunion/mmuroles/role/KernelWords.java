package dev.bitunion.mmuroles.role;

/**
 * Role words as a kernel has them in memory and in its traces. Everything here computes with
 * v5.14's words, whichever kernel is modelled; only what is read or printed goes through this
 * class. Words of 0, which mean that nothing was computed yet, stay 0.
 *
 * <p>Since v5.19 bit 4 of a page role is inverted, bit 18 marks a passed-through root, and the
 * extended role holds no copies of CR0.PG and CR4.PAE: the cpu role's level and entry size tell
 * them. Source: the layouts of Linux 5.14.2, 5.19.0 and 6.1.192.
 */
public final class KernelWords {
  private static final KernelVersion MOVED = new KernelVersion(5, 19);
  private static final int LONG_MODE_LEVEL = 4;

  private final boolean moved;

  private KernelWords(boolean moved) {
    this.moved = moved;
  }

  /** The words of a modelled kernel. */
  public static KernelWords of(KernelVersion kernel) {
    return new KernelWords(kernel.compareTo(MOVED) >= 0);
  }

  /** Whether they are v5.14's, so that nothing changes on the way. */
  public boolean areThoseOf514() {
    return !moved;
  }

  /** The kernel's word of a page role. */
  public int page(int role) {
    return moved && role != 0 ? role ^ PageRoleV5_19Bits.HAS_4_BYTE_GPTE_MASK : role;
  }

  /** The page role of a kernel's word. */
  public int ownPage(int word) {
    return page(word);
  }

  /** The kernel's word of a context's role: its full role, or since v5.19 its cpu role. */
  public long context(long role) {
    if (!moved || role == 0) {
      return role;
    }
    int base = page(MmuRoleBits.base(role));
    return MmuRoleBits.prepBase(base) | MmuRoleBits.prepExt(ext(MmuRoleBits.ext(role)));
  }

  private static int ext(int ext) {
    return ExtendedRoleV5_19Bits.prepValid(ExtendedRoleBits.valid(ext))
        | ExtendedRoleV5_19Bits.prepExeconly(ExtendedRoleBits.execonly(ext))
        | ExtendedRoleV5_19Bits.prepCr4Pse(ExtendedRoleBits.cr4_pse(ext))
        | ExtendedRoleV5_19Bits.prepCr4Pke(ExtendedRoleBits.cr4_pke(ext))
        | ExtendedRoleV5_19Bits.prepCr4Smap(ExtendedRoleBits.cr4_smap(ext))
        | ExtendedRoleV5_19Bits.prepCr4Smep(ExtendedRoleBits.cr4_smep(ext))
        | ExtendedRoleV5_19Bits.prepCr4La57(ExtendedRoleBits.cr4_la57(ext))
        | ExtendedRoleV5_19Bits.prepEferLma(ExtendedRoleWithLmaBits.efer_lma(ext));
  }

  /** Which fields of two page roles differ, under the kernel's names. */
  public String pageDiff(int a, int b) {
    return moved ? PageRoleV5_19Bits.diff(page(a), page(b)) : PageRoleBits.diff(a, b);
  }

  /** Which fields of two contexts' roles differ, under the kernel's names. */
  public String contextDiff(long a, long b) {
    if (!moved) {
      return MmuRoleBits.diff(a, b);
    }
    String base = pageDiff(MmuRoleBits.base(a), MmuRoleBits.base(b));
    int extA = ext(MmuRoleBits.ext(a));
    int extB = ext(MmuRoleBits.ext(b));
    String ext = ExtendedRoleV5_19Bits.diff(extA, extB);
    return base.isEmpty() || ext.isEmpty() ? base + ext : base + ", " + ext;
  }

  /** The role of a kernel's word. */
  public long ownContext(long word) {
    if (!moved || word == 0) {
      return word;
    }
    int base = page(MmuRoleBits.base(word));
    return MmuRoleBits.prepBase(base) | MmuRoleBits.prepExt(ownExt(base, MmuRoleBits.ext(word)));
  }

  private static int ownExt(int base, int ext) {
    boolean lma = ExtendedRoleV5_19Bits.efer_lma(ext);
    int level = PageRoleBits.level(base);
    // Nested EPT has four or five levels without long mode, and a role without registers.
    boolean paging = level > 0 && (level < LONG_MODE_LEVEL || lma);
    int own =
        ExtendedRoleBits.prepValid(ExtendedRoleV5_19Bits.valid(ext))
            | ExtendedRoleBits.prepExeconly(ExtendedRoleV5_19Bits.execonly(ext))
            | ExtendedRoleBits.prepCr0Pg(paging)
            | ExtendedRoleBits.prepCr4Pae(paging && PageRoleBits.gpte_is_8_bytes(base))
            | ExtendedRoleBits.prepCr4Pse(ExtendedRoleV5_19Bits.cr4_pse(ext))
            | ExtendedRoleBits.prepCr4Pke(ExtendedRoleV5_19Bits.cr4_pke(ext))
            | ExtendedRoleBits.prepCr4Smap(ExtendedRoleV5_19Bits.cr4_smap(ext))
            | ExtendedRoleBits.prepCr4Smep(ExtendedRoleV5_19Bits.cr4_smep(ext))
            | ExtendedRoleBits.prepCr4La57(ExtendedRoleV5_19Bits.cr4_la57(ext));
    return ExtendedRoleWithLmaBits.withEferLma(own, lma);
  }
}
