package dev.bitunion.benchmarks.trace;

import dev.bitunion.benchmarks.SplitMix;
import dev.bitunion.mmuroles.role.PageRoleBits;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a trace of page events as {@code trace-cmd report -R} prints them, in which no event
 * contradicts another: pages are made, found and zapped, and none is left, so that a trace may be
 * read several times in a row as one.
 */
public final class TraceMaker {
  /** Most pages that live at a time. */
  private static final int LIVE = 4096;

  private final SplitMix random = new SplitMix();
  private final long[] gfns = new long[LIVE];
  private final int[] roles = new int[LIVE];
  private final OutputStream out;
  private int live;
  private long line;
  private long newGfn = 512;

  private TraceMaker(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes so many lines to the standard output.
   *
   * @param args how many
   * @throws IOException if they cannot be written
   */
  public static void main(String[] args) throws IOException {
    try (OutputStream out = new BufferedOutputStream(System.out, 1 << 20)) {
      write(out, Long.parseLong(args[0]));
    }
  }

  static void write(OutputStream out, long lines) throws IOException {
    new TraceMaker(out).all(lines);
  }

  private void all(long lines) throws IOException {
    while (line + live < lines) {
      long r = random.next();
      int choice = (int) (r & 7);
      if (live == 0 || choice < 3 && live < LIVE && line + live + 2 <= lines) {
        make(r >>> 3);
      } else if (choice < 6) {
        page("kvm_mmu_get_page:     ", pick(r), " created=0");
      } else {
        zap(pick(r));
      }
    }
    while (live > 0) {
      zap(live - 1);
    }
  }

  private int pick(long r) {
    return (int) Long.remainderUnsigned(r >>> 3, live);
  }

  private void make(long r) throws IOException {
    newGfn += 1 + (r & 63);
    gfns[live] = newGfn;
    int role = PageRoleBits.withLevelTruncated(0, 1 + ((int) (r >>> 6) & 3));
    role = PageRoleBits.withGpteIs8Bytes(role, true);
    role = PageRoleBits.withAccessTruncated(role, (int) (r >>> 8));
    role = PageRoleBits.withEferNx(role, true);
    roles[live] = PageRoleBits.withCr0Wp(role, true);
    live++;
    page("kvm_mmu_get_page:     ", live - 1, " created=1");
  }

  private void zap(int page) throws IOException {
    page("kvm_mmu_prepare_zap_page: ", page, "");
    live--;
    gfns[page] = gfns[live];
    roles[page] = roles[live];
  }

  private void page(String event, int page, String end) throws IOException {
    line++;
    long micros = 15_000_000 + 3 * line;
    String text =
        "         minivmm-640   [000]    "
            + micros / 1_000_000
            + "."
            + Long.toString(1_000_000 + micros % 1_000_000).substring(1)
            + ": "
            + event
            + " mmu_valid_gen=0 gfn="
            + gfns[page]
            + " role="
            + Integer.toUnsignedString(roles[page])
            + " root_count=0 unsync=0"
            + end
            + "\n";
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
