package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Matches, atomic words and staged builders, as code that is written against them uses them. */
class WordFormsTest {
  private static final String ROLE =
      """
      package demo;
      import dev.bitunion.*;
      /** A role. */
      @BitUnion(
          bits = 32,
          forms = {Form.VALUE, Form.BUILDER, Form.MATCH, Form.ATOMIC})
      public interface Role {
        /** {@return the level} */ @Field(bits = 4) int level();
        /** {@return the direct} */ @Field(bits = 1) boolean direct();
        /** {@return the mode} */ @Field(bits = 2) Mode mode();
        /** {@return the count} */ @Field(bits = 9) int count();
        /** {@return the invalid} */ @Field(bits = 1) boolean invalid();
        /** {@return the smm} */ @Skip(7) @Field(bits = 8) short smm();
        /** Modes. */ enum Mode { /** A. */ A, /** B. */ B, /** C. */ C, /** D. */ D }
      }
      """;
  private static final String WHOLE =
      """
      package demo;
      import dev.bitunion.*;
      /** Two words. */
      @BitUnion(bits = 64, forms = {Form.VALUE, Form.BUILDER, Form.MATCH, Form.ATOMIC})
      public interface Whole {
        /** {@return the base} */ @Field(bits = 32) Role base();
        /** {@return the ext} */ @Field(bits = 31) long ext();
        /** {@return the valid} */ @Field(bits = 1) boolean valid();
      }
      """;
  private static final String BYTE =
      """
      package demo;
      import dev.bitunion.*;
      /** A byte. */
      @BitUnion(bits = 8, forms = {Form.BUILDER, Form.MATCH, Form.ATOMIC})
      public interface Small {
        /** {@return the low} */ @Field(bits = 3) byte low();
        /** {@return the high} */ @Field(bits = 5) int high();
      }
      """;
  private static final Map<String, String> UNIONS =
      Map.of("demo.Role", ROLE, "demo.Whole", WHOLE, "demo.Small", BYTE);
  private static ClassLoader loader;

  @BeforeAll
  static void compile() {
    Map<String, String> code = new java.util.HashMap<>(UNIONS);
    code.put("demo.Matching", MATCHING);
    code.put("demo.Counting", COUNTING);
    code.put("demo.Places", PLACES);
    code.put("demo.Building", BUILDING);
    loader = Compiled.of(code, Compiled.STRICT.toArray(String[]::new)).ok().loader();
  }

  private static final String MATCHING =
      """
      package demo;
      import java.util.*;
      /** Random words against conditions one by one. */
      public final class Matching implements java.util.concurrent.Callable<String> {
        /** New. */ public Matching() {}
        @Override public String call() {
          Random random = new Random(7);
          int[] words = random.ints(5000).toArray();
          long[] wholes = random.longs(5000).toArray();
          byte[] smalls = new byte[5000];
          random.nextBytes(smalls);
          for (int round = 0; round < 50; round++) {
            int level = random.nextInt(16);
            boolean direct = random.nextBoolean();
            Role.Mode mode = Role.Mode.values()[random.nextInt(4)];
            int expected = 0;
            List<Integer> found = new ArrayList<>();
            for (int w : words) {
              if (RoleBits.level(w) == level && RoleBits.direct(w) == direct
                  && RoleBits.mode(w) == mode) {
                found.add(w);
              }
            }
            RoleMatch match = RoleMatch.ANY.levelIs(level).directIs(direct).modeIs(mode);
            check(match.count(words), found.size());
            check(Arrays.stream(match.filter(words)).boxed().toList(), found);
            check(match.and(RoleMatch.ANY.levelIs(level ^ 1)).count(words), 0);
            check(match.and(RoleMatch.NONE), RoleMatch.NONE);
            check(RoleMatch.NONE.and(match).levelIs(1), RoleMatch.NONE);
            check(match.levelIs(level), match);
            check(match.count(words, 100, 200), match.count(Arrays.copyOfRange(words, 100, 200)));

            WholeMatch whole = WholeMatch.ANY.baseLevelIs(level).validIs(direct);
            int wide = 0;
            for (long w : wholes) {
              wide += WholeBits.baseLevel(w) == level && WholeBits.valid(w) == direct ? 1 : 0;
            }
            check(whole.count(wholes), wide);
            check(whole.filter(wholes).length, wide);

            byte low = (byte) random.nextInt(8);
            int small = 0;
            for (byte w : smalls) {
              small += SmallBits.low(w) == low ? 1 : 0;
            }
            check(SmallMatch.ANY.lowIs(low).count(smalls), small);

            // Any bits, the highest too, and values that no word can have.
            int mask = random.nextInt() & random.nextInt() & random.nextInt();
            mask = round % 5 == 0 ? Integer.MIN_VALUE : mask;
            int value = round % 7 == 0 ? random.nextInt() : words[round] & mask;
            RoleMatch some = new RoleMatch(mask, value);
            check((long) some.count(words), Arrays.stream(words).filter(some::test).count());
          }
          check(RoleMatch.ANY.count(words), words.length);
          check(RoleMatch.NONE.count(words), 0);
          return "matched";
        }
        private static void check(Object actual, Object expected) {
          if (!actual.equals(expected)) {
            throw new AssertionError(actual + ", expected " + expected);
          }
        }
      }
      """;

  @Test
  void matchesWhatTheConditionsMatchOneByOne() throws Exception {
    assertThat(run("Matching")).isEqualTo("matched");
  }

  private static final String COUNTING =
      """
      package demo;
      import java.lang.invoke.*;
      import java.nio.*;
      import java.util.*;
      import java.util.concurrent.*;
      /** Threads that change fields of one word; each knows what must be there in the end. */
      public final class Counting implements Callable<String> {
        private static final int ROUNDS = 20_000;
        private volatile int mine;
        /** New. */ public Counting() {}

        /** What changes the word. */ private interface Step { void run(int i); }

        @Override public String call() throws Exception {
          StringBuilder ends = new StringBuilder();
          RoleAtomic own = new RoleAtomic(0x5500_0000);
          race(own::getAndAddLevel,
              v -> own.getAndSetDirect(v), (e, v) -> own.compareAndSetCount(e, v),
              d -> own.getAndAddSmm((short) d));
          ends.append(Integer.toHexString(own.word())).append(' ');

          VarHandle field =
              MethodHandles.lookup().findVarHandle(Counting.class, "mine", int.class);
          mine = 0x5500_0000;
          race(d -> RoleAtomic.getAndAddLevel(field, this, d),
              v -> RoleAtomic.getAndSetDirect(field, this, v),
              (e, v) -> RoleAtomic.compareAndSetCount(field, this, e, v),
              d -> RoleAtomic.getAndAddSmm(field, this, (short) d));
          ends.append(Integer.toHexString(mine)).append(' ');

          VarHandle element = MethodHandles.arrayElementVarHandle(int[].class);
          int[] array = {-1, 0x5500_0000, -1};
          race(d -> RoleAtomic.getAndAddLevel(element, array, 1, d),
              v -> RoleAtomic.getAndSetDirect(element, array, 1, v),
              (e, v) -> RoleAtomic.compareAndSetCount(element, array, 1, e, v),
              d -> RoleAtomic.getAndAddSmm(element, array, 1, (short) d));
          ends.append(Integer.toHexString(array[1])).append(array[0]).append(array[2]).append(' ');

          VarHandle view =
              MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
          ByteBuffer buffer = ByteBuffer.allocateDirect(8);
          buffer.putInt(4, 0x5500_0000);
          race(d -> RoleAtomic.getAndAddLevel(view, buffer, 4, d),
              v -> RoleAtomic.getAndSetDirect(view, buffer, 4, v),
              (e, v) -> RoleAtomic.compareAndSetCount(view, buffer, 4, e, v),
              d -> RoleAtomic.getAndAddSmm(view, buffer, 4, (short) d));
          return ends + Integer.toHexString(buffer.getInt(4)) + " " + buffer.getInt(0);
        }

        private interface Add { void by(int delta); }
        private interface Set { boolean to(boolean v); }
        private interface Swap { boolean from(int expected, int v); }

        private static void race(Add level, Set direct, Swap count, Add smm) throws Exception {
          ExecutorService threads = Executors.newFixedThreadPool(4);
          List<Future<?>> all = new ArrayList<>();
          all.add(threads.submit(() -> repeat(i -> level.by(1))));
          all.add(threads.submit(() -> repeat(i -> {
            if (direct.to(i % 2 == 0) == (i % 2 == 0)) {
              throw new AssertionError("the flag was not as this thread left it");
            }
          })));
          all.add(threads.submit(() -> repeat(i -> {
            if (!count.from(i & 511, i + 1 & 511)) {
              throw new AssertionError("count was not as this thread left it");
            }
          })));
          all.add(threads.submit(() -> repeat(i -> smm.by(3))));
          for (Future<?> one : all) {
            one.get();
          }
          threads.shutdown();
        }

        private static void repeat(Step step) {
          for (int i = 0; i < ROUNDS; i++) {
            step.run(i);
          }
        }
      }
      """;

  @Test
  void losesNoUpdate() throws Exception {
    int rounds = 20_000;
    int end = rounds & 15 | (rounds & 511) << 7 | (0x55 + 3 * rounds & 255) << 24;
    String hex = Integer.toHexString(end);

    assertThat(run("Counting")).isEqualTo("%s %s %s-1-1 %s 0".formatted(hex, hex, hex, hex));
  }

  private static final String PLACES =
      """
      package demo;
      import java.lang.invoke.*;
      import java.nio.*;
      /** What is atomic is done, and what is not throws and leaves the memory alone. */
      public final class Places implements java.util.concurrent.Callable<String> {
        /** New. */ public Places() {}

        @Override public String call() throws Exception {
          RoleAtomic role = new RoleAtomic(RoleBits.prepLevel(3));
          int before = role.update(
              RoleBits.LEVEL_MASK | RoleBits.DIRECT_MASK,
              RoleBits.prepLevel(4) | RoleBits.prepDirect(true));
          check(before == 3 && role.level() == 4 && role.direct() && role.directBit() == 1);
          check(role.updateAcquire(RoleBits.LEVEL_MASK, 7) == 0x14 && role.level() == 7);
          check(role.updateRelease(RoleBits.LEVEL_MASK, -1) == 0x17 && role.word() == 0x1F);
          check(role.getAndAddLevel(2) == 15 && role.word() == 0x11);
          check(!role.compareAndSetLevel(2, 5) && role.compareAndSetLevel(1, 5));
          check(role.getAndSetLevel(0) == 5 && role.getAndSetDirect(false) && role.word() == 0);
          role.setMode(Role.Mode.C);
          check(role.mode() == Role.Mode.C && role.modeRaw() == 2);
          check(role.compareAndSetMode(Role.Mode.C, Role.Mode.D) && role.word() == 0x60);
          role.setWordPlain(1);
          check(role.wordPlain() == 1);
          role.setWordOpaque(2);
          check(role.wordOpaque() == 2);
          role.setWordRelease(3);
          check(role.wordAcquire() == 3);
          role.setWord(4);
          refused(IllegalArgumentException.class, () -> role.getAndSetLevel(16));
          refused(IllegalArgumentException.class, () -> role.compareAndSetLevel(4, 16));
          check(role.word() == 4);

          WholeAtomic whole = new WholeAtomic(-1);
          check(whole.getAndSetBase(7) == -1 && whole.getAndAddBaseLevel(10) == 7);
          check(whole.word() == 0xFFFFFFFF_00000001L && whole.getAndSetValid(false));
          check(whole.getAndAddExt(5L) == Integer.MAX_VALUE);
          check(whole.word() == 0x00000004_00000001L);

          SmallAtomic small = new SmallAtomic(0x1FF);
          check(small.word() == 0xFF && small.getAndAddHigh(1) == 31 && small.word() == 7);

          VarHandle shorts = MethodHandles.byteBufferViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
          ByteBuffer direct = ByteBuffer.allocateDirect(16);
          refused(UnsupportedOperationException.class,
              () -> RoleAtomic.getAndSetLevel(shorts, direct, 0, 1));
          VarHandle ints = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
          refused(IllegalStateException.class, () -> RoleAtomic.getAndSetLevel(ints, direct, 1, 1));
          refused(IllegalStateException.class,
              () -> RoleAtomic.getAndSetDirect(ints, direct, 2, true));
          refused(IndexOutOfBoundsException.class,
              () -> RoleAtomic.getAndSetLevel(ints, direct, 13, 1));
          for (int i = 0; i < 16; i++) {
            check(direct.get(i) == 0);
          }
          return heap(ints);
        }

        /** Since JDK 25 views of heap buffers refuse atomic access; before it, aligned ones work. */
        private static String heap(VarHandle ints) {
          ByteBuffer heap = ByteBuffer.allocate(16);
          try {
            RoleAtomic.getAndSetLevel(ints, heap, 4, 9);
            check(heap.getInt(4) == 9);
            return "done";
          } catch (IllegalStateException | UnsupportedOperationException e) {
            check(heap.getInt(4) == 0);
            return "refused";
          }
        }

        private static void refused(Class<? extends Exception> as, Runnable step) {
          try {
            step.run();
          } catch (RuntimeException e) {
            check(as.isInstance(e));
            return;
          }
          throw new AssertionError("not refused");
        }

        private static void check(boolean right) {
          if (!right) {
            throw new AssertionError();
          }
        }
      }
      """;

  @Test
  void changesWhatTheJvmCanChangeAtomicallyAndRefusesTheRest() throws Exception {
    String heap = Runtime.version().feature() >= 25 ? "refused" : "done";

    assertThat(run("Places")).isEqualTo(heap);
  }

  private static final String BUILDING =
      """
      package demo;
      /** Steps in order. */
      public final class Building implements java.util.concurrent.Callable<String> {
        /** New. */ public Building() {}
        @Override public String call() {
          RoleValue role =
              RoleBuilder.start().level(3).direct(true).mode(Role.Mode.B).count(5).invalid(false)
                  .smm((short) 1).build();
          int small = SmallBuilder.start().low((byte) 1).high(31).word();
          return role + " " + small;
        }
      }
      """;

  @Test
  void buildsStepByStep() throws Exception {
    assertThat(run("Building")).isEqualTo("Role{level=3 direct mode=B count=5 smm=1} 249");
  }

  @Test
  void aForgottenFieldDoesNotCompile() {
    Map<String, String> code = new java.util.HashMap<>(UNIONS);
    code.put(
        "demo.Forgetful",
        """
        package demo;
        class Forgetful {
          int word = SmallBuilder.start().high(31).word();
        }
        """);

    assertThat(Compiled.of(code).messageTexts())
        .singleElement()
        .asString()
        .startsWith("3: ")
        .contains("high(int)", "NeedsLow");
  }

  private static Object run(String name) throws Exception {
    Callable<?> driver =
        (Callable<?>) loader.loadClass("demo." + name).getConstructor().newInstance();
    return driver.call();
  }
}
