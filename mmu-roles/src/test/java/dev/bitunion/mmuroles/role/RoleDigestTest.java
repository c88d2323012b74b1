package dev.bitunion.mmuroles.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every role of every combination of the bits that a role can depend on, legal or not, against
 * SHA-256 digests of what v5.14's own functions computed.
 */
class RoleDigestTest {
  private static final int COMBINATIONS = 2048;
  private static final int TDP_LEVEL = 4;

  private static long role(String name, long cr0, long cr4, long efer, int hflags) {
    return switch (name) {
      case "tdp" -> RoleMath.tdpRoot(cr0, cr4, efer, hflags, TDP_LEVEL, false);
      case "tdp-base" ->
          Integer.toUnsignedLong(RoleMath.tdpRootBase(cr0, efer, hflags, TDP_LEVEL, false));
      case "shadow" -> RoleMath.shadowRoot(cr0, cr4, efer, hflags);
      case "shadow-base" -> Integer.toUnsignedLong(RoleMath.shadowRootBase(cr0, cr4, efer, hflags));
      case "npt" -> RoleMath.shadowNpt(cr0, cr4, efer, hflags, TDP_LEVEL);
      case "nested" -> RoleMath.nested(cr0, cr4, efer, hflags);
      case "root-level" -> RoleMath.rootLevel(cr0, cr4, efer);
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "tdp,         633a9b8a6253d0b4fb6a366c43e51bb8291c0ada66db4efba4d9bf5df4ae740e",
    "tdp-base,    d46234f9f23a00f89b542591706e70747b58e8d1c0fe441f7f39a30a6355c823",
    "shadow,      c542355544f42e01207ae57cc60a98cbe443f7bea2931d7fdbff80626862acb0",
    "shadow-base, e9673da588a95c1dbc200c4921665b7bbae3ec595896dce1d637ab2a2838ac71",
    "npt,         17ad62168c68b102575584b7a4906c01aae943f6d1c3917ea60d3f7d7e8829d3",
    "nested,      738e14d228b705f9ee2abc9f03f5c3e295c9c26575e299cb23ce3a64c91e4dc0",
    "root-level,  257c1a8f25cb0c1157be59f5d7319881d5bad250135debf425ab7bd7db83b3b7",
  })
  void equalsTheKernels(String name, String digest) throws NoSuchAlgorithmException {
    ByteBuffer roles = ByteBuffer.allocate(COMBINATIONS * 2 * Long.BYTES);
    for (int c = 0; c < COMBINATIONS; c++) {
      String bits = Integer.toBinaryString(c + COMBINATIONS).substring(1);
      long cr0 = Cr0Bits.prepPg(on(bits, 0)) | Cr0Bits.prepWp(on(bits, 1));
      long cr4 =
          Cr4Bits.prepPse(on(bits, 2))
              | Cr4Bits.prepPae(on(bits, 3))
              | Cr4Bits.prepSmep(on(bits, 4))
              | Cr4Bits.prepSmap(on(bits, 5))
              | Cr4Bits.prepPke(on(bits, 6))
              | Cr4Bits.prepLa57(on(bits, 7));
      long efer = EferBits.prepNx(on(bits, 8)) | EferBits.prepLma(on(bits, 9));
      for (boolean smm : new boolean[] {false, true}) {
        int hflags = HflagsBits.prepGuest(on(bits, 10)) | HflagsBits.prepSmm(smm);
        roles.putLong(role(name, cr0, cr4, efer, hflags));
      }
    }
    byte[] sha = MessageDigest.getInstance("SHA-256").digest(roles.array());
    assertThat(HexFormat.of().formatHex(sha)).isEqualTo(digest);
  }

  /** Whether bit {@code number}, counted from the right, is set. */
  private static boolean on(String bits, int number) {
    return bits.charAt(bits.length() - 1 - number) == '1';
  }
}
