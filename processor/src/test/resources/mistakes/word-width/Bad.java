package demo;

import dev.bitunion.*;

@BitUnion(bits = 12)
interface Status {
  @Field(bits = 1) boolean busy();
}
