package dev.bitunion.mmuroles.check;

/** A bullet of the kernel's comment on the bound of gfn_track, in our words, and what is so. */
public enum CommentBullet {
  /** The counter goes down when a page becomes invalid. */
  INVALID(
      "invalid pages are not counted",
      "holds; pages of an old generation still are, until they are zapped"),
  /** Levels 2 to 5. */
  LEVEL("level has four values", "holds: 2 to 5; pages of level 1 only forbid large pages"),
  /** The page directory. */
  LEVEL_WITHOUT_PAE("level does not count without PAE", "holds: it is 2; with PAE it is 2 as well"),
  /** Quadrants are of tables of 4-byte entries. */
  QUADRANT(
      "quadrant counts without PAE alone, never with gpte_is_8_bytes",
      "holds for counted pages; a direct page that splits 4 MB has both, as 0x000027b1"),
  /** The bits of nested EPT. */
  EXECONLY_AD(
      "execonly and ad_disabled are nested EPT's alone, never with quadrant",
      "execonly is in no page role, direct pages have ad_disabled too; none of these is counted");

  private final String statement;
  private final String verdict;

  CommentBullet(String statement, String verdict) {
    this.statement = statement;
    this.verdict = verdict;
  }

  /** What the comment says. */
  public String statement() {
    return statement;
  }

  /** What is so on Linux 5.14. */
  public String verdict() {
    return verdict;
  }
}
