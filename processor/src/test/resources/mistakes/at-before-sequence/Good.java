package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(bits = 3, at = 1) int mode();

  @Field(bits = 2, at = 6) int level();
}
