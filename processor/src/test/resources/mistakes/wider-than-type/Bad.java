package demo;

import dev.bitunion.*;

@BitUnion(bits = 64)
interface Status {
  @Field(bits = 9) byte level();

  @Field(bits = 40) int frame();
}
