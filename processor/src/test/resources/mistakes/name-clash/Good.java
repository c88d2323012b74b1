package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(bits = 3) int level();

  @Field(bits = 1, cName = "with_level") boolean hasLevel();
}
