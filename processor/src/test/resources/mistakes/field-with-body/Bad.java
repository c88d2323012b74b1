package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(bits = 1) boolean busy();

  @Field(bits = 1)
  default boolean ready() {
    return !busy();
  }
}
