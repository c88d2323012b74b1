package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Part {
  @Field(bits = 3) int level();
}

@BitUnion(bits = 32)
interface Whole {
  @Field(bits = 7) Part base();
}
