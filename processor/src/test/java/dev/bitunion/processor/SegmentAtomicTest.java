package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Atomic changes in memory segments: done where the JVM can, refused whole where it cannot. */
class SegmentAtomicTest {
  private static final String ROLE =
      """
      package demo;
      import dev.bitunion.*;
      @BitUnion(bits = 32, forms = {Form.SEGMENT, Form.ATOMIC})
      public interface Role {
        @Field(bits = 4) int level();
        @Field(bits = 1) boolean direct();
        @Field(bits = 3) int access();
      }
      """;
  private static final String USE =
      """
      package demo;
      import java.lang.foreign.*;
      import java.lang.invoke.VarHandle;
      public class Use {
        public static String run() {
          VarHandle ints = ValueLayout.JAVA_INT.varHandle();
          VarHandle anywhere = ValueLayout.JAVA_INT_UNALIGNED.varHandle();
          MemorySegment native_ = Arena.ofAuto().allocate(16, 8);
          MemorySegment words = MemorySegment.ofArray(new int[4]);
          MemorySegment bytes = MemorySegment.ofArray(new byte[16]);
          StringBuilder said = new StringBuilder();
          said.append(RoleAtomic.getAndAddLevel(ints, native_, 4L, 17)).append(' ');
          said.append(RoleAtomic.getAndSetDirect(ints, words, 8L, true)).append(' ');
          said.append(RoleSegment.level(native_, 4, java.nio.ByteOrder.nativeOrder())).append(' ');
          said.append(words.get(ValueLayout.JAVA_INT, 8)).append('\\n');
          said.append(refused(() -> RoleAtomic.getAndAddLevel(ints, native_, 6L, 1)));
          said.append(refused(() -> RoleAtomic.getAndSetDirect(ints, native_, 9L, true)));
          said.append(refused(() -> RoleAtomic.getAndAddLevel(anywhere, native_, 9L, 1)));
          said.append(refused(() -> RoleAtomic.compareAndSetAccess(anywhere, native_, 8L, 0, 7)));
          said.append(refused(() -> RoleAtomic.getAndAddLevel(ints, bytes, 0L, 1)));
          said.append(refused(() -> RoleAtomic.getAndAddLevel(ints, words, 16L, 1)));
          said.append(native_.asSlice(5).mismatch(MemorySegment.ofArray(new byte[11])));
          return said.append(bytes.mismatch(MemorySegment.ofArray(new byte[16]))).toString();
        }
        private static String refused(Runnable change) {
          try {
            change.run();
            return "done\\n";
          } catch (RuntimeException e) {
            return e.getClass().getSimpleName() + "\\n";
          }
        }
      }
      """;

  @Test
  void nothingIsTorn() throws Exception {
    assumeThat(Runtime.version().feature()).as("JDK with MemorySegment").isGreaterThanOrEqualTo(22);
    Map<String, String> code = Map.of("demo.Role", ROLE, "demo.Use", USE);
    ClassLoader loader = Compiled.of(code, "--release", "22").ok().loader();
    assertThat(loader.loadClass("demo.Use").getMethod("run").invoke(null))
        .isEqualTo(
            """
            0 false 1 16
            IllegalArgumentException
            IllegalArgumentException
            UnsupportedOperationException
            UnsupportedOperationException
            IllegalArgumentException
            IndexOutOfBoundsException
            -1-1""");
  }
}
