package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(parts = {@Part(bits = 0, at = 0), @Part(bits = 2, at = 6)})
  int level();
}
