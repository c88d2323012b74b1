package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(bits = 2, count = 0) int level(int index);
  @Field(bits = 2, count = 1073741824) int mode(int index);
  @Field(bits = 2, count = 2, stride = 70000) int kind(int index);
}
