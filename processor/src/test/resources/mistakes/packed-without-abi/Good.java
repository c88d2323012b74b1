package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  /** A view. */
  @View
  interface Low {
    @Field(bits = 4) int level();
  }

  Low low();
}
