package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(bits = 4) int level();

  @View
  interface Raw {
    @Field(bits = 8) int code();
  }
}
