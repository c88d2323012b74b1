package demo;

import dev.bitunion.*;

@Skip(5)
@BitUnion(bits = 8)
interface Status {
  @Field(bits = 4) int level();
}
