package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(bits = 3) Integer level();

  @Field(bits = 3) int[] codes();

  @Field(bits = 1) float load();

  @Field(bits = 1) void stop();
}
