package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(parts = {@Part(bits = 3, at = 0), @Part(bits = 2, at = 2)})
  int level();
}
