package dev.bitunion.mmuroles.trace;

import static dev.bitunion.mmuroles.trace.Bytes.ascii;

/**
 * Lines of the kernel's log and of its stack traces, which stand between events where both were
 * written to one console.
 */
final class KernelLog {
  private static final byte[][] BEGINNINGS = {
    ascii("Call Trace:"),
    ascii("Modules linked in:"),
    ascii("Hardware name:"),
    ascii("WARNING: CPU:"),
    ascii("CPU: "),
    ascii("RIP: "),
    ascii("Code: "),
    ascii("RSP: "),
    ascii("RAX: "),
    ascii("RDX: "),
    ascii("RBP: "),
    ascii("R10: "),
    ascii("R13: "),
    ascii("FS: "),
    ascii("CS: "),
    ascii("CR2: "),
    ascii("DR0: "),
    ascii("DR3: "),
    ascii("---[ "),
    ascii("------------["),
    ascii("<TASK>"),
    ascii("</TASK>"),
    ascii("<IRQ>"),
    ascii("</IRQ>"),
    ascii("<stack trace>"),
    ascii("=>"),
    ascii("? ")
  };
  private static final byte[] OFFSET = ascii("+0x");
  private static final byte[] SIZE = ascii("/0x");

  private KernelLog() {}

  /** Whether the text is a line of a log: behind the marks of a mail. */
  static boolean isLine(byte[] bytes, int from, int to) {
    for (byte[] beginning : BEGINNINGS) {
      if (Bytes.startsWith(bytes, from, to, beginning)) {
        return true;
      }
    }
    return isStamped(bytes, from, to) || isFrame(bytes, from, to);
  }

  /** {@code [ 15.145245] text}. */
  private static boolean isStamped(byte[] bytes, int from, int to) {
    if (bytes[from] != '[') {
      return false;
    }
    int digit = Bytes.skipBlanks(bytes, from + 1, to);
    int first = digit;
    boolean dot = false;
    while (digit < to && (Bytes.isDigit(bytes[digit]) || bytes[digit] == '.')) {
      dot |= bytes[digit] == '.';
      digit++;
    }
    return digit > first && dot && digit < to && bytes[digit] == ']';
  }

  /** {@code kvm_mmu_load+0x1a/0x60 [kvm]}: one word with offset and size. */
  private static boolean isFrame(byte[] bytes, int from, int to) {
    if (bytes[from] == '(') {
      // Where a probe was hit, as the kernel's text prints it.
      return false;
    }
    int end = from;
    while (end < to && bytes[end] != ' ') {
      end++;
    }
    int offset = Bytes.indexOf(bytes, from, end, OFFSET);
    return offset > from && Bytes.indexOf(bytes, offset, end, SIZE) >= 0;
  }
}
