package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(bits = 3) int level();

  @Field(bits = 3) byte codes();

  @Field(bits = 1) int load();

  @Field(bits = 1) boolean stop();
}
