package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(bits = 2, count = 1) int level(int index);
  @Field(bits = 2, count = 2) int mode(int index);
  @Field(bits = 1, count = 1) int kind(int index);
}
