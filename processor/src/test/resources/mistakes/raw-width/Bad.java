package demo;

import dev.bitunion.*;

@BitUnion(bits = 64)
interface Status {
  @Field(bits = 4) int level();

  @Raw int all();
}
