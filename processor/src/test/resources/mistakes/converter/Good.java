package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(bits = 4, converter = Port.class) String port();
}

/** No converter. */
final class Port {
  private Port() {}

  /** There. */
  static String fromBits(int bits) {
    return "" + bits;
  }

  /** And back. */
  static int toBits(String text) {
    return Integer.parseInt(text);
  }
}
