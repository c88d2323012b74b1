package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
abstract class Status {
  @Field(bits = 1) abstract boolean busy();
}
