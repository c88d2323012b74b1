package demo;

import dev.bitunion.*;

@Skip(4)
@BitUnion(bits = 8)
interface Status {
  @Field(bits = 4) int level();
}
