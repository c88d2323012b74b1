package dev.bitunion.mmuroles.role;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shadow page as the kernel's own trace text prints it: {@code sp gen 0 gfn 1000 l4 8-byte q0 wux
 * nxe ad root 0 sync new}. Five fields of the role are not printed; they are clear in {@link
 * #role}.
 *
 * <p>Source: Linux v5.14, arch/x86/kvm/mmu/mmutrace.h.
 *
 * @param role the printed fields
 * @param gfn the guest frame number
 * @param roots how many root references the page has
 * @param unsync whether it may differ from the guest's table
 */
public record PageText(int role, long gfn, long roots, boolean unsync) {
  /** The bits of the role that the text does not print. */
  public static final int NOT_PRINTED =
      PageRoleBits.CR0_WP_MASK
          | PageRoleBits.SMEP_ANDNOT_WP_MASK
          | PageRoleBits.SMAP_ANDNOT_WP_MASK
          | PageRoleBits.GUEST_MODE_MASK
          | PageRoleBits.SMM_MASK
          | PageRoleBits.RESERVED_BITS;

  /** Compiled when a text is read: start-up is felt. */
  private static final class Text {
    static final Pattern PATTERN =
        Pattern.compile(
            "(?:.*:)?\\s*sp gen \\d+ gfn (?<gfn>[0-9a-f]{1,16}) l(?<level>\\d{1,2})"
                + " (?<bytes>[48])-byte q(?<quadrant>[0-3])(?<direct> direct)?"
                + " (?<access>[w-][u-][x-])(?<invalid> invalid)? (?<noNx>!)?nxe (?<noAd>!)?ad"
                + " root (?<roots>\\d{1,10}) (?<sync>unsync|sync)(?: (?:new|existing))?\\s*");
  }

  /** Whether a text is meant to be one, well-formed or not. */
  public static boolean looksLike(String text) {
    return text.contains("sp gen ") || text.strip().startsWith("sp ");
  }

  /** The page; empty if the text is not complete. A line of a trace is read behind its prefix. */
  public static Optional<PageText> parse(String text) {
    Matcher m = Text.PATTERN.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    int level = Integer.parseInt(m.group("level"));
    int access = Access.parse(m.group("access"));
    if (level > PageRoleBits.LEVEL_MAX) {
      return Optional.empty();
    }
    int role = PageRoleBits.prepLevel(level);
    role = PageRoleBits.withGpteIs8Bytes(role, m.group("bytes").equals("8"));
    role = PageRoleBits.withQuadrant(role, Integer.parseInt(m.group("quadrant")));
    role = PageRoleBits.withDirect(role, m.group("direct") != null);
    role = PageRoleBits.withAccess(role, access);
    role = PageRoleBits.withInvalid(role, m.group("invalid") != null);
    role = PageRoleBits.withEferNx(role, m.group("noNx") == null);
    role = PageRoleBits.withAdDisabled(role, m.group("noAd") != null);
    return Optional.of(
        new PageText(
            role,
            Long.parseUnsignedLong(m.group("gfn"), 16),
            Long.parseLong(m.group("roots")),
            m.group("sync").equals("unsync")));
  }
}
