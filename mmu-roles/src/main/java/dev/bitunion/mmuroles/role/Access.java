package dev.bitunion.mmuroles.role;

import java.util.List;

/**
 * The three access bits of a page as KVM's traces print them: {@code wux}, {@code --x}. Bits: 1
 * execute, 2 write, 4 user (nested EPT: read).
 */
public final class Access {
  /** Everything is allowed. */
  public static final int ALL = 7;

  private static final List<String> TEXTS =
      List.of("---", "--x", "w--", "w-x", "-u-", "-ux", "wu-", "wux");

  private Access() {}

  /** {@code wux} for 7. */
  public static String text(int access) {
    return TEXTS.get(access & ALL);
  }

  /** 7 for {@code wux}; -1 if the text is no access. */
  public static int parse(String text) {
    return TEXTS.indexOf(text);
  }

  /** Whether code can be fetched through it. */
  public static boolean executes(int access) {
    return text(access).endsWith("x");
  }
}
