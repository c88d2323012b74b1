package dev.bitunion.mmuroles.trace;

import static dev.bitunion.mmuroles.trace.Bytes.ascii;

import dev.bitunion.mmuroles.profile.RoleProfiles;
import dev.bitunion.mmuroles.role.PageRoleBits;

/**
 * The shadow page of one of the four page events, decoded from raw fields ({@code mmu_valid_gen=0
 * gfn=512 role=9986 root_count=0 unsync=0 created=1}) or from the kernel's text ({@code sp gen 0
 * gfn 200 l2 4-byte q0 wux nxe ad root 0 sync new}).
 *
 * <p>The text does not print five fields of the role: cr0_wp, smep_andnot_wp, smap_andnot_wp,
 * guest_mode and smm. They are 0 in {@link #role()} then, and {@link #hidden()} says so. Source:
 * Linux v5.14, arch/x86/kvm/mmu/mmutrace.h.
 */
public final class PageEvent {
  /** Frame numbers have at most 52 bits; anything larger is not one. */
  private static final long MAX_GFN = 0xf_ffff_ffff_ffffL;

  /** What the plug-in's text of a zap says of its frame. */
  private static final long NO_GFN = -1;

  private static final long MAX_ROLE = 0xffff_ffffL;
  private static final long MAX_COUNT = Integer.MAX_VALUE;

  private static final long MMU_VALI = Bytes.eight("mmu_valid_gen=");
  private static final long LID_GEN_EQ = Bytes.eight("lid_gen=");
  private static final int GFN_EQ = Bytes.four("gfn=");
  private static final int ROLE = Bytes.four("role");
  private static final long ROOT_COU = Bytes.eight("root_count=");
  private static final int UNT_EQ = Bytes.four("unt=");
  private static final int UNSY = Bytes.four("unsync=");
  private static final int YNC_EQ = Bytes.four("ync=");
  private static final long CREATED_EQ = Bytes.eight("created=");

  private static final byte[] FIELD_GEN = ascii("mmu_valid_gen=");
  private static final byte[] FIELD_GFN = ascii("gfn=");
  private static final byte[] FIELD_ROLE = ascii("role=");
  private static final byte[] FIELD_ROOT_COUNT = ascii("root_count=");
  private static final byte[] FIELD_UNSYNC = ascii("unsync=");
  private static final byte[] FIELD_CREATED = ascii("created=");

  private static final byte[] SP = ascii("sp ");
  private static final byte[] GEN = ascii("gen ");
  private static final byte[] GFN = ascii("gfn ");
  private static final byte[] LEVEL = ascii("l");
  private static final byte[] EIGHT_BYTE = ascii("8-byte ");
  private static final byte[] FOUR_BYTE = ascii("4-byte ");
  private static final byte[] QUADRANT = ascii("q");
  private static final byte[] DIRECT = ascii("direct ");
  private static final byte[] INVALID = ascii("invalid ");
  private static final byte[] NO_NX = ascii("!nxe ");
  private static final byte[] NX = ascii("nxe ");
  private static final byte[] NO_AD = ascii("!ad ");
  private static final byte[] AD = ascii("ad ");
  private static final byte[] ROOT = ascii("root ");
  private static final byte[] NEW_SP = ascii("new sp gfn ");
  private static final byte[] EXISTING_SP = ascii("existing sp gfn ");
  private static final byte[] NO_PAE = ascii("!pae ");
  private static final byte[] PAE = ascii("pae ");
  private static final byte[] NO_WP = ascii("!wp ");
  private static final byte[] WP = ascii("wp ");
  private static final byte[] SMEP = ascii("smep ");
  private static final byte[] SMAP = ascii("smap ");
  private static final byte[] SMM = ascii("smm ");
  private static final byte[] UNSYNC = ascii("unsync");
  private static final byte[] SYNC = ascii("sync");
  private static final byte[] NEW = ascii("new");
  private static final byte[] EXISTING = ascii("existing");

  private final FieldReader fields = new FieldReader();
  private final TracedLayout layout;

  private boolean hidden;
  private boolean byPlugin;
  private boolean hasGeneration;
  private int generation;
  private long gfn;
  private int role;
  private int rootCount;
  private boolean unsync;
  private boolean created;

  /** A page event of v5.14. */
  PageEvent() {
    this(new TracedLayout(RoleProfiles.V5_14));
  }

  /** A page event of a kernel. */
  PageEvent(TracedLayout layout) {
    this.layout = layout;
  }

  /** Decodes a page event; false if its payload is cut or is not one. */
  boolean decode(EventLine line) {
    byte[] bytes = line.bytes();
    int at = line.payload();
    boolean isGetPage = line.kind() == EventKind.GET_PAGE;
    if (Bytes.eightAt(bytes, at) == MMU_VALI && Bytes.eightAt(bytes, at + 6) == LID_GEN_EQ) {
      hidden = false;
      byPlugin = false;
      return decodeRaw(bytes, at + 14, line.end(), isGetPage)
          || decodeNamed(bytes, at, line.end(), isGetPage);
    }
    fields.over(bytes, at, line.end());
    byPlugin = false;
    if (isByPlugin(isGetPage)) {
      byPlugin = true;
      hidden = true;
      return decodePlugin(isGetPage);
    }
    fields.over(bytes, at, line.end());
    if (fields.skipIf(SP)) {
      hidden = true;
      return decodeText(isGetPage);
    }
    hidden = false;
    return decodeNamed(bytes, at, line.end(), isGetPage);
  }

  /** Raw fields in the tracepoint's order with single blanks: the case that must be fast. */
  private boolean decodeRaw(byte[] bytes, int from, int end, boolean isGetPage) {
    int at = from;
    generation = bytes[at] - '0';
    hasGeneration = true;
    if (bytes[at + 1] != ' ' || Bytes.fourAt(bytes, at + 2) != GFN_EQ) {
      return false;
    }
    at += 6;
    long number = 0;
    int first = at;
    for (; Bytes.isDigit(bytes[at]); at++) {
      number = number * 10 + (bytes[at] - '0');
    }
    gfn = number;
    boolean fits = at > first && at - first < 17 && number <= MAX_GFN;
    if (!fits || Bytes.fourAt(bytes, at + 1) != ROLE || bytes[at + 5] != '=') {
      return false;
    }
    at += 6;
    number = 0;
    first = at;
    for (; Bytes.isDigit(bytes[at]); at++) {
      number = number * 10 + (bytes[at] - '0');
    }
    role = (int) number;
    fits = at > first && at - first < 11 && number <= MAX_ROLE;
    if (!fits
        || Bytes.eightAt(bytes, at + 1) != ROOT_COU
        || Bytes.fourAt(bytes, at + 8) != UNT_EQ) {
      return false;
    }
    at += 12;
    number = 0;
    first = at;
    for (; Bytes.isDigit(bytes[at]); at++) {
      number = number * 10 + (bytes[at] - '0');
    }
    rootCount = (int) number;
    fits = at > first && at - first < 10;
    if (!fits
        || Bytes.fourAt(bytes, at + 1) != UNSY
        || Bytes.fourAt(bytes, at + 4) != YNC_EQ
        || !isFlag(bytes[at + 8])) {
      return false;
    }
    unsync = bytes[at + 8] == '1';
    at += 9;
    created = false;
    if (isGetPage) {
      if (Bytes.eightAt(bytes, at + 1) != CREATED_EQ || !isFlag(bytes[at + 9])) {
        return false;
      }
      created = bytes[at + 9] == '1';
      at += 10;
    }
    return at == end;
  }

  private static boolean isFlag(byte b) {
    return b == '0' || b == '1';
  }

  /** Raw fields in any order and spacing, with fields that are not known here. */
  private boolean decodeNamed(byte[] bytes, int from, int end, boolean isGetPage) {
    fields.over(bytes, from, end);
    hasGeneration = fields.has(FIELD_GEN);
    generation = hasGeneration ? (int) fields.decimal(MAX_COUNT) : 0;
    gfn = fields.to(FIELD_GFN).decimal(MAX_GFN);
    role = (int) fields.to(FIELD_ROLE).decimal(MAX_ROLE);
    rootCount = (int) fields.to(FIELD_ROOT_COUNT).decimal(MAX_COUNT);
    unsync = fields.to(FIELD_UNSYNC).decimal(1) == 1;
    created = isGetPage && fields.to(FIELD_CREATED).decimal(1) == 1;
    return !fields.failed();
  }

  private boolean decodeText(boolean isGetPage) {
    hasGeneration = fields.skipIf(GEN);
    generation = hasGeneration ? (int) fields.decimal(MAX_COUNT) : 0;
    fields.skip(GFN);
    gfn = fields.hex();
    fields.skip(LEVEL);
    int level = (int) fields.decimal(PageRoleBits.LEVEL_MAX);
    boolean eight = fields.skipIf(EIGHT_BYTE);
    if (!eight) {
      fields.skip(FOUR_BYTE);
    }
    fields.skip(QUADRANT);
    int quadrant = (int) fields.decimal(PageRoleBits.QUADRANT_MAX);
    boolean isDirect = fields.skipIf(DIRECT);
    int access = fields.access();
    boolean isInvalid = fields.skipIf(INVALID);
    boolean noNx = fields.skipIf(NO_NX);
    if (!noNx) {
      fields.skip(NX);
    }
    boolean noAd = fields.skipIf(NO_AD);
    if (!noAd) {
      fields.skip(AD);
    }
    fields.skip(ROOT);
    rootCount = (int) fields.decimal(MAX_COUNT);
    unsync = fields.skipIf(UNSYNC);
    if (!unsync) {
      fields.skip(SYNC);
    }
    if (fields.failed()) {
      return false;
    }
    role =
        layout.pack(level, eight, quadrant, access) | layout.flags(isDirect, isInvalid, noNx, noAd);
    created = isGetPage && fields.skipIf(NEW);
    if (isGetPage && !created) {
      fields.skip(EXISTING);
    }
    return !fields.failed() && fields.atEnd() && gfn >= 0 && gfn <= MAX_GFN;
  }

  /**
   * What libtraceevent's kvm plug-in prints: {@code new sp gfn 200 2 q0 wux !pae !nxe !wp root 0
   * sync}, and of other events the role alone, without a gfn.
   */
  private boolean isByPlugin(boolean isGetPage) {
    if (isGetPage) {
      return fields.skipIf(NEW_SP) || fields.skipIf(EXISTING_SP);
    }
    fields.skipBlanks();
    return fields.isAtDigit();
  }

  private boolean decodePlugin(boolean isGetPage) {
    created = isGetPage && fields.tookLast(NEW_SP);
    hasGeneration = false;
    gfn = isGetPage ? fields.hex() : NO_GFN;
    fields.skipBlanks();
    int word = PageRoleBits.withLevelTruncated(0, (int) fields.decimal(PageRoleBits.LEVEL_MAX));
    fields.skip(QUADRANT);
    word =
        PageRoleBits.withQuadrantTruncated(word, (int) fields.decimal(PageRoleBits.QUADRANT_MAX));
    word = PageRoleBits.withDirect(word, fields.skipIf(DIRECT));
    word = PageRoleBits.withAccessTruncated(word, fields.access());
    word = PageRoleBits.withInvalid(word, fields.skipIf(INVALID));
    word = PageRoleBits.withGpteIs8Bytes(word, unlessNot(NO_PAE, PAE));
    word = PageRoleBits.withEferNx(word, unlessNot(NO_NX, NX));
    word = PageRoleBits.withCr0Wp(word, unlessNot(NO_WP, WP));
    word = PageRoleBits.withSmepAndnotWp(word, fields.skipIf(SMEP));
    word = PageRoleBits.withSmapAndnotWp(word, fields.skipIf(SMAP));
    role = PageRoleBits.withSmmTruncated(word, fields.skipIf(SMM) ? 1 : 0);
    fields.skip(ROOT);
    rootCount = (int) fields.decimal(MAX_COUNT);
    unsync = fields.skipIf(UNSYNC);
    if (!unsync) {
      fields.skip(SYNC);
    }
    return !fields.failed() && fields.atEnd();
  }

  /** Reads one of {@code !flag} and {@code flag}. */
  private boolean unlessNot(byte[] not, byte[] flag) {
    boolean clear = fields.skipIf(not);
    if (!clear) {
      fields.skip(flag);
    }
    return !clear;
  }

  /** It is as trace-cmd's plug-in prints it: with a stale layout, and a gfn only where found. */
  public boolean byPlugin() {
    return byPlugin;
  }

  /** The role is from text, where five of its fields are not printed. */
  public boolean hidden() {
    return hidden;
  }

  /** Whether the trace prints the generation; kernels before 5.3 do not. */
  public boolean hasGeneration() {
    return hasGeneration;
  }

  /** One bit that {@code kvm_mmu_zap_all_fast} toggles. */
  public int generation() {
    return generation;
  }

  /** Guest frame number: at most 52 bits; -1 where the plug-in prints none. */
  public long gfn() {
    return gfn;
  }

  /** The role word, {@code invalid} included. */
  public int role() {
    return role;
  }

  /** The role word without {@code invalid}. */
  int key() {
    return layout.key(role);
  }

  /** The layout that the role is in. */
  TracedLayout layout() {
    return layout;
  }

  /** References as a root. */
  public int rootCount() {
    return rootCount;
  }

  /** The guest may write its table without KVM noticing. */
  public boolean unsync() {
    return unsync;
  }

  /** {@code kvm_mmu_get_page} made this page; false: it found it. */
  public boolean created() {
    return created;
  }
}
