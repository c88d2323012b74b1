package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status<T> {
  @Field(bits = 1) boolean busy();
}
