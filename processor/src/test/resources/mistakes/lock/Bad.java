package demo;

import dev.bitunion.*;

@BitUnion(bits = 8, layoutHash = "?")
interface Status {
  @Field(bits = 4) int level();
}
