package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(bits = 1) Mode mode();

  /** Modes. */
  enum Mode {
    /** Off. */
    @Value(0) OFF,
    /** On. */
    @Value(1) ON
  }
}
