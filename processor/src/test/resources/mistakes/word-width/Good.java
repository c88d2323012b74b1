package demo;

import dev.bitunion.*;

@BitUnion(bits = 16)
interface Status {
  @Field(bits = 1) boolean busy();
}
