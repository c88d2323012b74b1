package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(bits = 1) boolean busy();

  @Skip(2)
  @Field(bits = 3, at = 4) int mode();
}
