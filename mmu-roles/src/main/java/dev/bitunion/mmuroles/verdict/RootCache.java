package dev.bitunion.mmuroles.verdict;

import java.util.Arrays;

/** The current root of a context and its three previous ones, as probes print them. */
final class RootCache {
  static final int PREVIOUS = 3;
  static final long INVALID = -1;

  /** Index 0 is the current root, 1 to 3 the previous ones. */
  final long[] pgds = new long[1 + PREVIOUS];

  final long[] addresses = new long[1 + PREVIOUS];

  private boolean known;

  void forget() {
    known = false;
  }

  /** No root was ever loaded. */
  void empty() {
    Arrays.fill(addresses, INVALID);
    Arrays.fill(pgds, INVALID);
    pgds[0] = 0;
    known = true;
  }

  void learn() {
    known = true;
  }

  /** Whether it is what the kernel holds. */
  boolean isKnown() {
    return known;
  }

  void copy(RootCache other) {
    System.arraycopy(other.pgds, 0, pgds, 0, pgds.length);
    System.arraycopy(other.addresses, 0, addresses, 0, addresses.length);
    known = other.known;
  }

  void swap(int place) {
    long pgd = pgds[0];
    long address = addresses[0];
    pgds[0] = pgds[place];
    addresses[0] = addresses[place];
    pgds[place] = pgd;
    addresses[place] = address;
  }

  /** Takes a previous root out of its place; those behind it move up. */
  void takePrevious(int place) {
    swap(place);
    for (int i = place; i < PREVIOUS; i++) {
      pgds[i] = pgds[i + 1];
      addresses[i] = addresses[i + 1];
    }
    addresses[PREVIOUS] = INVALID;
  }

  /** Frees the current root; an invalid one keeps its pgd, as in the kernel. */
  void freeCurrent() {
    if (addresses[0] != INVALID) {
      addresses[0] = INVALID;
      pgds[0] = 0;
    }
  }

  /** Frees the current root or a previous one. */
  void free(int place) {
    if (place == 0) {
      freeCurrent();
    } else {
      addresses[place] = INVALID;
    }
  }

  /** Frees the previous roots, which keep their pgds. */
  void freePrevious() {
    Arrays.fill(addresses, 1, addresses.length, INVALID);
  }

  boolean same(RootCache other) {
    return Arrays.equals(pgds, other.pgds) && Arrays.equals(addresses, other.addresses);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pgds.length; i++) {
      text.append(i == 0 ? "" : i == 1 ? "; previous " : ", ");
      text.append(addresses[i] == INVALID ? "none" : "0x" + Long.toHexString(pgds[i]));
    }
    return text.toString();
  }
}
