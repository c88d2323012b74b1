package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  /** A view. */
  @View
  abstract class Low {
    @Field(bits = 4) abstract int level();
  }

  Low low();
}
