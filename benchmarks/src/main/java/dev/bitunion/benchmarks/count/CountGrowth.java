package dev.bitunion.benchmarks.count;

import dev.bitunion.mmuroles.check.Profile;
import dev.bitunion.mmuroles.check.ProfileReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How long it takes to count roles of more and more bits, as {@code count --profile} does and by
 * trying every word: prints bits and nanoseconds. A role is made of bytes with a level of 1 to 5, a
 * flag that excludes two others, and one that is free; both ways must find the same number.
 */
public final class CountGrowth {
  private static final int ROUNDS = 3;
  private static final long BUDGET = 300_000_000L;

  private CountGrowth() {}

  /**
   * Measures.
   *
   * @param args {@code diagram} or {@code tried}, then numbers of bits, multiples of 8 up to 56
   * @throws ProfileReader.MalformedProfileException never: the profile is ours
   */
  public static void main(String[] args) throws ProfileReader.MalformedProfileException {
    boolean tried = args[0].equals("tried");
    for (int i = 1; i < args.length; i++) {
      int bytes = Integer.parseInt(args[i]) / Byte.SIZE;
      long expected = expected(bytes);
      Profile profile = ProfileReader.read(profile(bytes));
      double best = best(expected, tried ? () -> tried(bytes) : () -> counted(profile));
      System.out.println(args[i] + " " + best);
    }
  }

  /** 5 levels, 5 combinations of three flags (none, or the first alone, or the others), 2. */
  private static long expected(int bytes) {
    long roles = 1;
    for (int i = 0; i < bytes; i++) {
      roles *= 5 * 5 * 2;
    }
    return roles;
  }

  private static List<String> profile(int bytes) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < bytes; i++) {
      for (String field : List.of("level%d 4", "wp%d 1", "smep%d 1", "smap%d 1", "nx%d 1")) {
        lines.add("field " + field.formatted(i));
      }
    }
    for (int i = 0; i < bytes; i++) {
      lines.add("rule level%d = 1..5".formatted(i));
      lines.add("rule !(wp%d & (smep%d | smap%d))".formatted(i, i, i));
    }
    return lines;
  }

  private static long counted(Profile profile) {
    List<Profile.Step> steps = profile.count();
    return steps.get(steps.size() - 1).left();
  }

  private static long tried(int bytes) {
    long words = 1L << Byte.SIZE * bytes;
    long roles = 0;
    for (long word = 0; word < words; word++) {
      roles += keepsRules(word, bytes) ? 1 : 0;
    }
    return roles;
  }

  private static boolean keepsRules(long word, int bytes) {
    for (int i = 0; i < bytes; i++) {
      int role = (int) (word >>> Byte.SIZE * i);
      int level = role & 15;
      boolean wp = (role & 0x10) != 0;
      if (level < 1 || level > 5 || wp && (role & 0x60) != 0) {
        return false;
      }
    }
    return true;
  }

  private static double best(long expected, LongSupplier count) {
    double best = Double.MAX_VALUE;
    long end = System.nanoTime() + BUDGET;
    for (int round = 0; round < ROUNDS || System.nanoTime() < end; round++) {
      long start = System.nanoTime();
      if (count.getAsLong() != expected) {
        throw new IllegalStateException("the count is wrong");
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }
}
