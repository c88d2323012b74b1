package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(bits = 1) boolean word_();

  @Field(bits = 3) int reserved_();
}
